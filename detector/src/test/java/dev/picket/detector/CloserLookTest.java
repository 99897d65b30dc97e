package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What looking closer buys: delay and the right name, for faults too weak to be seen at once.
class CloserLookTest {

    private static final Topology TOPOLOGY = TestWorld.build();
    private static final int WATCHED_TICKS = 24;

    private record Weak(Component component, double loss) {}

    private static final List<Weak> WEAK = List.of(
            new Weak(new Component.Provider("zayo"), 0.002),
            new Weak(new Component.ProviderAtRegion("lumen", "iad"), 0.004),
            new Weak(new Component.Region("lhr"), 0.002),
            new Weak(new Component.Host("fra-edge2"), 0.004),
            new Weak(new Component.Link("cogent", "ntt"), 0.004));

    /// Sums over faults: ticks from onset to the finding (all watched ones where there is none),
    /// culprits named rightly at the end, extra rounds for each scheduled one.
    private record Score(int delayTicks, int right, int faults, double extraShare) {}

    private static Score score(int seeds, boolean obeying) {
        int delay = 0;
        int right = 0;
        int faults = 0;
        long extra = 0;
        long scheduled = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            for (Weak weak : WEAK) {
                World world = new World(TOPOLOGY, seed);
                world = obeying ? world.obeying() : world;
                world.run(World.WARM_TICKS + 20);
                long begun = world.now;
                world.begin(World.loss(World.crosses(weak.component()), weak.loss()));
                Optional<Long> opened = Optional.empty();
                Optional<Diagnosis> last = Optional.empty();
                for (int tick = 1; tick <= WATCHED_TICKS; tick++) {
                    for (Finding finding : world.run(1)) {
                        Optional<Diagnosis> said = diagnosis(finding);
                        last = said.isPresent() ? said : last;
                        opened = said.isPresent() && opened.isEmpty()
                                ? Optional.of(world.now - begun)
                                : opened;
                    }
                }
                delay += opened.orElse((long) WATCHED_TICKS).intValue();
                right += last.map(Diagnosis::culprit).filter(
                        culprit -> culprit.components().equals(List.of(weak.component())))
                        .isPresent() ? 1 : 0;
                faults++;
                extra += world.extraRounds;
                scheduled += (world.now - begun) * TOPOLOGY.routes().size();
            }
        }
        return new Score(delay, right, faults, (double) extra / scheduled);
    }

    private static Optional<Diagnosis> diagnosis(Finding finding) {
        return switch (finding) {
            case Finding.Opened(_, _, Diagnosis diagnosis) -> Optional.of(diagnosis);
            case Finding.Revised(_, _, Diagnosis diagnosis) -> Optional.of(diagnosis);
            case Finding.Pageable(_, _, Diagnosis diagnosis) -> Optional.of(diagnosis);
            case Finding.Suspected _,Finding.CloserLook _ -> Optional.empty();
            case Finding.Subsided _,Finding.Recovering _ -> Optional.empty();
            case Finding.Resolved _,Finding.ProberTrouble _ -> Optional.empty();
            case Finding.ProberRecovered _,Finding.BaselineAccepted _ -> Optional.empty();
            case Finding.ScopeChanged _,Finding.Unexplained _ -> Optional.empty();
            case Finding.Miscalibrated _ -> Optional.empty();
        };
    }

    @Test
    void weakFaultsAreFoundSoonerForAQuarterMorePacketsAtMost() {
        compare(2);
    }

    @Tag("long")
    @Test
    void weakFaultsAreFoundSoonerOverManySeeds() {
        System.out.println(compare(40));
    }

    private static String compare(int seeds) {
        Score without = score(seeds, false);
        Score with = score(seeds, true);
        String both = "without " + without + ", with " + with;
        assertThat(with.delayTicks()).as(both).isLessThan(without.delayTicks());
        assertThat(with.right()).as(both).isGreaterThanOrEqualTo(without.right());
        assertThat(with.extraShare()).as(both).isBetween(0.0001, 0.25);
        assertThat(without.extraShare()).as(both).isZero();
        return both;
    }

    @Test
    void aQuietNetworkIsHardlyLookedAtMoreClosely() {
        World world = new World(TOPOLOGY, 5).obeying();
        world.run(World.WARM_TICKS + 600);
        assertThat((double) world.extraRounds / 600 / TOPOLOGY.routes().size())
                .as(world.story()).isLessThan(0.01);
    }

    @Test
    void theAskedPathsAreThoseWhereRivalsDisagree() {
        SeriesIndex series = new SeriesIndex(TOPOLOGY);
        Hypotheses hypotheses = new Hypotheses(series);
        EvidenceTables tables = new EvidenceTables();
        TallyRing ring = new TallyRing(series.count(), tables);
        Baseline baseline = new Baseline(series, tables, 10, 8_640);
        ring.begin(1);
        for (int i = 0; i < series.count(); i++) {
            ring.put(1, i, baseline.table(i, 20, 1), 0);
        }
        Component host = new Component.Host("fra-edge2");
        Component region = new Component.Region("fra");
        List<Separation.Belief> rivals = new ArrayList<>();
        for (Component rival : List.of(host, region)) {
            rivals.add(new Separation.Belief(hypotheses.of(rival, 0), 0.5));
        }

        List<Path> asked = new Separation(series, hypotheses, ring).best(rivals, 0, 1);

        assertThat(asked).isNotEmpty().allMatch(path -> !path.target().equals("fra-edge2"))
                .allMatch(path -> TOPOLOGY.routes().get(TOPOLOGY.indexOf(path)).crosses(region));
        assertThat(new Separation(series, hypotheses, ring).best(List.of(rivals.getFirst()), 0, 1))
                .as("no rival, no question").isEmpty();
        assertThat(
                new Separation(series, hypotheses, ring).best(List.of(rivals.getFirst()), 0.5, 1))
                .as("rival of a suspicion is that nothing is wrong")
                .allMatch(path -> path.target().equals("fra-edge2")).isNotEmpty();
    }
}
