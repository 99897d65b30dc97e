package dev.picket.simulation.scorecard;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Rival;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Side;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Found;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.InjectedFault.LossDirection;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// One fault of one component, and who was blamed two minutes later.
final class CulpritTrial {

    static final int RUN_IN_TICKS = 40;
    private static final int JUDGED_TICKS = 12;
    private static final double[] SHARES = {0.3, 0.6, 1};
    private static final double[] RATIOS = {0.02, 0.05, 0.15, 0.5, 1};

    private CulpritTrial() {}

    /// What is broken in a trial.
    ///
    /// @param side of a provider in a region; empty where both are
    record Injected(Component component, Optional<Side> side, LossDirection way, double share,
            double ratio) {

        Injected(Component component, LossDirection way, double share, double ratio) {
            this(component, Optional.empty(), way, share, ratio);
        }

        /// The class of what is broken, as rows name it.
        String classLabel() {
            return classOf(component)
                    + side.map(one -> " " + one.words()).orElse("");
        }
    }

    /// A word on who did it.
    ///
    /// @param named the class of the component named, or `side`, `set`, `path`, `none`
    /// @param right whether a component or side named has the members of what was injected
    /// @param size components named
    record Blame(String named, boolean right, int size, double confidence) {}

    /// @param blames one for each finding open at the end, and for each troubled prober
    /// @param truthPosterior what the best of the findings gave the injected members; empty where
    ///        nothing was found
    /// @param oracleNats the evidence of an [Oracle]
    record Outcome(Injected injected, List<Blame> blames, Optional<Double> truthPosterior,
            double oracleNats) {
        Outcome {
            blames = List.copyOf(blames);
        }

        boolean isRight() {
            return blames.stream().anyMatch(it -> it.right() && it.size() == 1);
        }

        /// Whether the fault was found or could have been by one who knows all of it.
        boolean isWithinReach() {
            return isRight() || oracleNats >= Oracle.ALARM_NATS;
        }
    }

    static Injected draw(SplittableRandom random, List<Component> of, Optional<Side> side,
            LossDirection way) {
        return new Injected(of.get(random.nextInt(of.size())), side, way,
                SHARES[random.nextInt(SHARES.length)], RATIOS[random.nextInt(RATIOS.length)]);
    }

    static Outcome run(WarmFleet warm, Injected injected, SplittableRandom random) {
        Fleet fleet = warm.fleet();
        long seed = random.nextLong();
        FleetRun run = warm.run(seed);
        InjectedFault harm = fault(fleet, injected, RUN_IN_TICKS + random.nextDouble(), random);
        run.inject(harm);
        Found found = new Found();
        while (run.ticks() < RUN_IN_TICKS + 1 + JUDGED_TICKS) {
            found.take(run.tick());
        }
        List<Blame> blames = new ArrayList<>();
        Optional<Double> posterior = Optional.empty();
        for (Found.Fault fault : found.open()) {
            blames.add(blame(fleet, injected, fault.diagnosis()));
            double truth = truthPosterior(fleet, injected, fault.diagnosis());
            posterior = Optional.of(Math.max(truth, posterior.orElse(0.0)));
        }
        for (String vantage : found.troubled()) {
            Component blamed = new Component.Vantage(vantage);
            boolean right = blamed.equals(injected.component());
            blames.add(new Blame("vantage", right, 1, 1));
        }
        return new Outcome(injected, blames, posterior,
                Oracle.nats(warm, seed, harm, JUDGED_TICKS + 1));
    }

    static InjectedFault fault(Fleet fleet, Injected injected, double onset,
            SplittableRandom random) {
        int[] members = fleet.members(injected.component(), injected.side());
        int count = (int) Math.ceil(injected.share() * members.length - 1e-9);
        int[] harmed = Choice.of(random, members, count);
        return switch (injected.component()) {
            case Component.Service _,Component.ServiceAtRegion _ -> InjectedFault
                    .failures(onset, Double.MAX_VALUE, harmed, injected.ratio());
            case Component.Provider _,Component.ProviderAtRegion _ ->
                loss(injected, onset, harmed);
            case Component.Link _,Component.Region _,Component.Host _ ->
                loss(injected, onset, harmed);
            case Component.Vantage _,Component.AccessNetwork _,Component.Kind _ ->
                loss(injected, onset, harmed);
        };
    }

    private static InjectedFault loss(Injected injected, double onset, int[] harmed) {
        return InjectedFault.loss(onset, Double.MAX_VALUE, harmed, injected.way(),
                injected.ratio());
    }

    static Blame blame(Fleet fleet, Injected truth, Diagnosis diagnosis) {
        Culprit culprit = diagnosis.culprit();
        ProbeKind kind = diagnosis.kind();
        Optional<Side> side = culprit instanceof Culprit.OneSide(_, Side one)
                ? Optional.of(one)
                : Optional.empty();
        boolean right = culprit.components().stream()
                .anyMatch(named -> isTruth(fleet, named, side, truth, kind));
        return switch (culprit) {
            case Culprit.Named(Component named) ->
                new Blame(classOf(named), right, 1, diagnosis.confidence());
            case Culprit.OneSide _ -> new Blame("side", right, 1, diagnosis.confidence());
            case Culprit.OneOf(List<Component> components) -> {
                long apart = components.stream()
                        .filter(one -> !fleet.sameMembers(one, components.getFirst(), kind))
                        .count();
                yield apart == 0
                        ? new Blame(classOf(components.getFirst()), right, 1,
                                diagnosis.confidence())
                        : new Blame("set", right, components.size(), diagnosis.confidence());
            }
            case Culprit.Unnamed _ -> new Blame("path", false, 0, diagnosis.confidence());
        };
    }

    private static boolean isTruth(Fleet fleet, Component named, Optional<Side> side,
            Injected truth, ProbeKind kind) {
        return Arrays.equals(fleet.members(named, side, kind),
                fleet.members(truth.component(), truth.side(), kind));
    }

    private static double truthPosterior(Fleet fleet, Injected truth, Diagnosis diagnosis) {
        double sum = 0;
        for (Rival rival : diagnosis.rivals()) {
            sum += isTruth(fleet, rival.component(), Optional.empty(), truth, diagnosis.kind())
                    ? rival.posterior()
                    : 0;
        }
        return Math.min(1, sum);
    }

    /// The class of a component, as confusion matrices name it.
    static String classOf(Component component) {
        return switch (component) {
            case Component.Provider _ -> "provider";
            case Component.ProviderAtRegion _ -> "provider@region";
            case Component.Link _ -> "link";
            case Component.Region _ -> "region";
            case Component.Host _ -> "host";
            case Component.Vantage _ -> "vantage";
            case Component.Service _ -> "service";
            case Component.ServiceAtRegion _ -> "service@region";
            case Component.AccessNetwork _ -> "access network";
            case Component.Kind _ -> "kind";
        };
    }
}
