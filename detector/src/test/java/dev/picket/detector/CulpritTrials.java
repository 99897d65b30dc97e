package dev.picket.detector;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Seeded faults of every class of component in a [WideWorld], and whom the detector blames two
/// minutes later. A culprit is right when its paths are those of the component harmed.
final class CulpritTrials {

    private static final int QUIET_TICKS = 5;
    private static final int TICKS = 13;
    private static final int MEMBERS_MIN = 8;
    private static final World.Bursts BURSTS = new World.Bursts(1.0 / 2160, 0.15, 2);

    final Topology topology;
    private final DetectorMemory memory;
    private final Map<String, List<Component>> byClass = new TreeMap<>();

    /// Faults that begin at once.
    ///
    /// @param components harmed, one or two
    /// @param share part of each component's paths that are harmed
    /// @param rate bad rate added to the trials of those
    /// @param direction `forward`, `return` or `both`
    record Trial(List<Component> components, double share, double rate, String direction,
            long seed) {}

    /// How often what became of trials.
    static final class Count {
        int faults;
        int named;
        int right;
        int sets;
        int covering;
        int nothing;
        void add(Count other) {
            faults += other.faults;
            named += other.named;
            right += other.right;
            sets += other.sets;
            covering += other.covering;
            nothing += other.nothing;
        }

        double precision() {
            return (double) right / Math.max(1, named);
        }

        double recall() {
            return (double) right / Math.max(1, faults);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%5d faults %5d right %4d wrong %4d sets (%d cover) %4d nothing"
                            + "  P %.3f R %.3f",
                    faults, right, named - right, sets, covering,
                    nothing, precision(), recall());
        }
    }

    /// One outcome, with the confusion it makes in words.
    record Outcome(Trial trial, Count count, String confusion) {}

    CulpritTrials(int regions, long seed) {
        this.topology = WideWorld.build(regions, seed);
        World world = new World(topology, seed).bursts(BURSTS);
        world.run(4 * World.WARM_TICKS);
        this.memory = world.detector.snapshot();
        Set<Component> all = new TreeSet<>();
        topology.routes().forEach(route -> all.addAll(route.crossings().keySet()));
        for (Component component : all) {
            if (members(component, ProbeKind.STAMP).size() >= MEMBERS_MIN
                    || members(component, ProbeKind.WIREGUARD).size() >= MEMBERS_MIN) {
                byClass.computeIfAbsent(ComponentClass.of(component, topology).name(),
                        _ -> new ArrayList<>()).add(component);
            }
        }
    }

    Set<String> classes() {
        return byClass.keySet();
    }

    /// `count` trials of a class, with components, paths and noise drawn from `seed`.
    List<Trial> trials(String of, double share, double rate, String direction, int count,
            long seed) {
        List<Component> components = byClass.getOrDefault(of, List.of());
        Random random = new Random(seed);
        return IntStream.range(0, components.isEmpty() ? 0 : count)
                .mapToObj(_ -> new Trial(
                        List.of(components.get(random.nextInt(components.size()))), share, rate,
                        direction, random.nextLong()))
                .toList();
    }

    /// The same with two components of any class that share less than a fifth of the smaller one.
    List<Trial> pairs(double share, double rate, String direction, int count, long seed) {
        List<Component> all = byClass.values().stream().flatMap(List::stream)
                .filter(component -> !isService(component)
                        && !(component instanceof Component.Vantage)
                        && !(component instanceof Component.Kind))
                .toList();
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        while (trials.size() < count) {
            Component one = all.get(random.nextInt(all.size()));
            Component other = all.get(random.nextInt(all.size()));
            Set<String> ofOne = members(one, ProbeKind.STAMP);
            Set<String> both = new TreeSet<>(members(other, ProbeKind.STAMP));
            int smaller = Math.min(ofOne.size(), both.size());
            both.retainAll(ofOne);
            if (5 * both.size() < smaller) {
                trials.add(new Trial(List.of(one, other), share, rate, direction,
                        random.nextLong()));
            }
        }
        return trials;
    }

    Outcome run(Trial trial) {
        return judge(trial, play(trial));
    }

    /// What was found in a trial, for a failing test to show.
    String story(Trial trial) {
        return play(trial).story();
    }

    private World play(Trial trial) {
        World world = new World(topology, trial.seed()).bursts(BURSTS).learnt(memory);
        world.run(QUIET_TICKS);
        trial.components().forEach(component -> world.begin(fault(component, trial)));
        world.run(TICKS);
        return world;
    }

    private World.Fault fault(Component component, Trial trial) {
        Random random = new Random(trial.seed() ^ component.key().hashCode());
        boolean service = isService(component);
        Set<String> harmed = new TreeSet<>();
        for (Route route : topology.routes()) {
            if (route.crosses(component) && random.nextDouble() < trial.share()) {
                harmed.add(ends(route));
            }
        }
        Predicate<Route> on = World.crosses(component)
                .and(route -> harmed.contains(ends(route)));
        double rate = trial.rate();
        return switch (trial.direction()) {
            case "forward" -> new World.Fault(on, service ? 0 : rate, 0, rate);
            case "return" -> new World.Fault(on, 0, service ? 0 : rate, rate);
            default -> service ? new World.Fault(on, 0, 0, rate) : World.loss(on, rate);
        };
    }

    private String ends(Route route) {
        return route.path().vantage() + ">" + topology.targetOf(route.path()).region();
    }

    private static boolean isService(Component component) {
        return component instanceof Component.Service
                || component instanceof Component.ServiceAtRegion;
    }

    private Outcome judge(Trial trial, World world) {
        Map<Long, Diagnosis> last = new LinkedHashMap<>();
        Set<String> probers = new TreeSet<>();
        for (Finding finding : world.findings) {
            switch (finding) {
                case Finding.Opened(long id, _, var diagnosis) -> last.put(id, diagnosis);
                case Finding.Revised(long id, _, var diagnosis) -> last.put(id, diagnosis);
                case Finding.Pageable(long id, _, var diagnosis) -> last.put(id, diagnosis);
                case Finding.Resolved(long id, _, _, _) -> last.remove(id);
                case Finding.ProberTrouble trouble -> probers.add(trouble.vantage());
                case Finding.ProberRecovered recovered -> probers.remove(recovered.vantage());
                case Finding.Suspected _,Finding.Subsided _,Finding.Recovering _ -> {
                }
                case Finding.BaselineAccepted _,Finding.Miscalibrated _ -> {
                }
                case Finding.ScopeChanged _,Finding.Unexplained _,Finding.CloserLook _ -> {
                }
            }
        }
        Count count = new Count();
        count.faults = trial.components().size();
        Set<Component> found = new TreeSet<>();
        StringBuilder confusion = new StringBuilder();
        probers.forEach(vantage -> add(trial, ProbeKind.STAMP,
                new Culprit.Named(new Component.Vantage(vantage)), count, confusion, found));
        last.values().forEach(diagnosis -> add(trial, diagnosis.kind(), diagnosis.culprit(),
                count, confusion, found));
        count.nothing = Math.max(0, count.faults - count.named - count.sets);
        return new Outcome(trial, count, confusion.toString());
    }

    /// Counts one culprit. A single path on its own is left out: the background's bursts may bring
    /// it about.
    private void add(Trial trial, ProbeKind kind, Culprit culprit, Count count,
            StringBuilder confusion, Set<Component> found) {
        List<Component> right = trial.components().stream()
                .filter(truth -> !found.contains(truth) && culprit.components().stream()
                        .anyMatch(component -> means(component, truth, kind)))
                .toList();
        long distinct = culprit.components().stream().map(c -> members(c, kind)).distinct()
                .count();
        if (culprit instanceof Culprit.Unnamed(String key, _)) {
            boolean path = key.contains(">");
            count.named += path ? 0 : 1;
            confusion.append(path ? " path " : " group ").append(key);
        } else if (distinct > 1) {
            count.sets++;
            count.covering += right.isEmpty() ? 0 : 1;
            confusion.append(" one of ").append(culprit.key());
        } else {
            count.named++;
            count.right += right.isEmpty() ? 0 : 1;
            found.addAll(right);
            confusion.append(right.isEmpty() ? " " + culprit.key() : "");
        }
    }

    private boolean means(Component one, Component other, ProbeKind kind) {
        Set<String> wanted = members(other, kind);
        return !wanted.isEmpty() && wanted.equals(members(one, kind));
    }

    private Set<String> members(Component component, ProbeKind kind) {
        Set<String> members = new TreeSet<>();
        for (Route route : topology.routes()) {
            if (route.path().kind() == kind && route.crosses(component)) {
                members.add(route.path().key());
            }
        }
        return members;
    }
}
