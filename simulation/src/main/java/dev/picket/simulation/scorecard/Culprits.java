package dev.picket.simulation.scorecard;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Side;
import dev.picket.simulation.scorecard.CulpritTrial.Blame;
import dev.picket.simulation.scorecard.CulpritTrial.Outcome;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.InjectedFault.LossDirection;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import dev.picket.simulation.world.SeededHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Whether the right component is named two minutes after the onset: every class, direction, share
/// from 0.3 and ratio from 2 %. Faults on one side of a provider in a region have rows of their own
/// and are in no sum.
final class Culprits implements Section {

    private static final String NAME = "culprits";
    /// Components with fewer paths of a kind than this are left out: a third of them at 2 % cannot
    /// be told from the background in two minutes by anybody.
    private static final int MEMBERS_MIN = 15;
    private static final List<String> CLASSES = List.of("provider", "provider@region", "link",
            "region", "host", "vantage", "service", "service@region");

    /// The class whose faults may be of one side.
    private static final String OF_SIDES = "provider@region";

    /// One cell: a class, a side of it or both, and the directions that are drawn from.
    private record Cell(String of, Optional<Side> side, List<LossDirection> ways) {

        String label() {
            String whole = of + side.map(one -> " " + one.words()).orElse("");
            return ways.size() == 1
                    ? whole + " " + ways.getFirst().name().toLowerCase(Locale.ROOT)
                    : whole;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        WarmFleet warm = course.warm(Fleets.mixed(), "ordinary", BackgroundModel.ORDINARY);
        List<Row> rows = new ArrayList<>();
        List<Outcome> all = new ArrayList<>();
        List<Outcome> ofSides = new ArrayList<>();
        for (Cell cell : cells()) {
            List<Component> components = components(warm.fleet(), cell.of(), cell.side());
            long seed = course.seed(NAME + cell.label());
            List<Outcome> outcomes = course.trials().run("culprit " + cell.label(),
                    course.effort().cellTrials(), i -> {
                        SplittableRandom random = new SplittableRandom(
                                SeededHash.of(seed + i, "trial"));
                        return CulpritTrial.run(warm, CulpritTrial.draw(random, components,
                                cell.side(), cell.ways().getFirst()), random);
                    });
            (cell.side().isPresent() ? ofSides : all).addAll(outcomes);
            rows.addAll(rows(cell.label(), outcomes));
        }
        rows.addAll(0, rows("all", all));
        rows.addAll(rows("one side", ofSides));
        rows.addAll(withinReach("all", all));
        rows.addAll(withinReach("one side", ofSides));
        rows.addAll(CulpritQuality.rows(all));
        List<Exhibit> exhibits = new ArrayList<>();
        exhibits.add(confusion(Stream.concat(all.stream(), ofSides.stream()).toList()));
        exhibits.add(byShareAndRatio(all));
        exhibits.addAll(CulpritQuality.exhibits(all));
        return new Part(rows, exhibits);
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String of : CLASSES) {
            if (of.startsWith("service")) {
                cells.add(new Cell(of, Optional.empty(), List.of(LossDirection.values())));
            } else {
                for (LossDirection way : LossDirection.values()) {
                    cells.add(new Cell(of, Optional.empty(), List.of(way)));
                }
            }
        }
        for (Side side : Side.values()) {
            for (LossDirection way : LossDirection.values()) {
                cells.add(new Cell(OF_SIDES, Optional.of(side), List.of(way)));
            }
        }
        return cells;
    }

    static List<Component> components(Fleet fleet, String of) {
        return components(fleet, of, Optional.empty());
    }

    private static List<Component> components(Fleet fleet, String of, Optional<Side> side) {
        return fleet.components().stream()
                .filter(component -> CulpritTrial.classOf(component).equals(of))
                .filter(component -> members(fleet, component, side) >= MEMBERS_MIN).toList();
    }

    private static int members(Fleet fleet, Component component, Optional<Side> side) {
        int most = 0;
        for (ProbeKind kind : ProbeKind.values()) {
            most = Math.max(most, fleet.members(component, side, kind).length);
        }
        return most;
    }

    /// Precision over what was named as one component, recall over all that was injected.
    static List<Row> rows(String label, List<Outcome> outcomes) {
        long named = 0;
        long rightNamed = 0;
        for (Outcome outcome : outcomes) {
            for (Blame blame : outcome.blames()) {
                named += blame.size() <= 1 ? 1 : 0;
                rightNamed += blame.size() == 1 && blame.right() ? 1 : 0;
            }
        }
        long right = outcomes.stream().filter(Outcome::isRight).count();
        return List.of(
                Row.ratio(NAME, "precision." + label, "culprit " + label + ": precision",
                        rightNamed, named).hold(Bar.lowerAtLeast(0.98))
                        .stretch(Bar.lowerAtLeast(0.99)),
                Row.ratio(NAME, "recall." + label, "culprit " + label + ": recall", right,
                        outcomes.size()).hold(Bar.lowerAtLeast(0.95))
                        .stretch(Bar.lowerAtLeast(0.98)));
    }

    /// How many of the faults anybody could have found, and how many of those were named.
    private static List<Row> withinReach(String label, List<Outcome> outcomes) {
        List<Outcome> within = outcomes.stream().filter(Outcome::isWithinReach).toList();
        long right = within.stream().filter(Outcome::isRight).count();
        return List.of(
                Row.ratio(NAME, "reach." + label, "culprit " + label
                        + ": found by one who knows paths, harm and onset", within.size(),
                        outcomes.size()),
                Row.ratio(NAME, "recallWithinReach." + label,
                        "culprit " + label + ": recall of those", right, within.size()));
    }

    private static Exhibit confusion(List<Outcome> all) {
        List<String> heads = new ArrayList<>(CLASSES);
        heads.addAll(List.of("side", "set", "path", "none"));
        List<List<String>> cells = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("injected"));
        head.addAll(heads);
        head.add("right");
        cells.add(head);
        for (String of : all.stream().map(it -> it.injected().classLabel()).distinct().toList()) {
            Map<String, Integer> counts = new TreeMap<>();
            int right = 0;
            int n = 0;
            for (Outcome outcome : all) {
                if (!outcome.injected().classLabel().equals(of)) {
                    continue;
                }
                n++;
                right += outcome.isRight() ? 1 : 0;
                outcome.blames().forEach(it -> counts.merge(it.named(), 1, Integer::sum));
                if (outcome.blames().isEmpty()) {
                    counts.merge("none", 1, Integer::sum);
                }
            }
            List<String> row = new ArrayList<>(List.of(of));
            heads.forEach(it -> row.add(String.valueOf(counts.getOrDefault(it, 0))));
            row.add(right + " of " + n);
            cells.add(row);
        }
        return new Exhibit.Grid("Who was blamed, by class of the component at fault", cells);
    }

    private static Exhibit byShareAndRatio(List<Outcome> all) {
        TreeMap<Double, TreeMap<Double, int[]>> counts = new TreeMap<>();
        for (Outcome outcome : all) {
            int[] count = counts
                    .computeIfAbsent(outcome.injected().share(), _ -> new TreeMap<>())
                    .computeIfAbsent(outcome.injected().ratio(), _ -> new int[2]);
            count[0] += outcome.isRight() ? 1 : 0;
            count[1]++;
        }
        List<List<String>> cells = new ArrayList<>();
        counts.forEach((share, ratios) -> {
            if (cells.isEmpty()) {
                List<String> head = new ArrayList<>(List.of("share harmed"));
                ratios.keySet().forEach(ratio -> head.add(Row.number(100 * ratio) + " %"));
                cells.add(head);
            }
            List<String> row = new ArrayList<>(List.of(Row.number(share)));
            ratios.values().forEach(count -> row.add(count[0] + " of " + count[1]));
            cells.add(row);
        });
        return new Exhibit.Grid("Right culprits by share of members harmed and ratio", cells);
    }
}
