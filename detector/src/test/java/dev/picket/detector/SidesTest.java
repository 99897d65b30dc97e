package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Side;
import dev.picket.model.topology.Topology;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SidesTest {

    private static final Component.ProviderAtRegion COGENT = new Component.ProviderAtRegion(
            "cogent", "sin");
    private static final Topology TOPOLOGY = TestWorld.build();

    private static World warm() {
        World world = new World(TOPOLOGY, 29);
        world.run(World.WARM_TICKS + 10);
        return world;
    }

    private static Predicate<Route> on(Side side) {
        return World.crosses(COGENT).and(route -> side.holds("sin",
                TOPOLOGY.vantageOf(route.path()), TOPOLOGY.targetOf(route.path())));
    }

    private static List<String> said(World world) {
        return world.findings.stream().flatMap(finding -> switch (finding) {
            case Finding.Opened(_, _, Diagnosis diagnosis) -> Stream.of(diagnosis.culprit().key());
            case Finding.Revised(_, _, Diagnosis diagnosis) -> Stream.of(diagnosis.culprit().key());
            default -> Stream.<String>empty();
        }).toList();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aFaultOnOneSideIsNamedAsThatSide(Side side) {
        World world = warm();

        world.begin(World.loss(on(side), 0.3));
        world.run(12);

        assertThat(said(world)).as(world.story()).last()
                .isEqualTo("provider:cogent@sin/" + side.label());
        List<Finding.Pageable> paged = world.found(Finding.Pageable.class);
        assertThat(paged).as(world.story()).hasSize(1);
    }

    @Test
    void theHarmOfASideIsThatOfItsOwnPaths() {
        World world = warm();

        world.begin(World.loss(on(Side.INTO), 0.3));
        world.run(12);

        Diagnosis diagnosis = world.found(Finding.Pageable.class).getFirst().diagnosis();
        long into = TOPOLOGY.routes().stream().filter(on(Side.INTO))
                .filter(World.kind(diagnosis.kind())).count();
        assertThat(diagnosis.culprit()).isEqualTo(new Culprit.OneSide(COGENT, Side.INTO));
        assertThat((long) diagnosis.harm().paths()).isEqualTo(into);
        assertThat((long) diagnosis.contrast().through()).isEqualTo(into);
        assertThat(diagnosis.confidence()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void aFaultOnBothSidesIsTheWholes() {
        World world = warm();

        world.begin(World.loss(World.crosses(COGENT), 0.15));
        world.run(20);

        assertThat(said(world)).as(world.story()).isNotEmpty()
                .containsOnly("provider:cogent@sin");
    }

    @Test
    void aFaultThatSpreadsToTheOtherSideGoesOnAsTheWholes() {
        World world = warm();

        world.begin(World.loss(on(Side.INTO), 0.3));
        world.run(6);
        world.begin(World.loss(on(Side.OUT_OF), 0.3));
        world.run(20);

        assertThat(said(world)).as(world.story()).contains("provider:cogent@sin/into")
                .last().isEqualTo("provider:cogent@sin");
        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).isEmpty();
    }

    @Test
    void theSidesOfAProviderShareOutItsPaths() {
        Hypotheses hypotheses = new Hypotheses(new SeriesIndex(TOPOLOGY));
        int h = hypotheses.of(COGENT, 0);

        int[] both = IntStream.concat(
                IntStream.of(hypotheses.sides().members(h, Side.INTO).series()),
                IntStream.of(hypotheses.sides().members(h, Side.OUT_OF).series())).sorted()
                .toArray();

        assertThat(hypotheses.sides().of(h)).containsOnlyKeys(Side.values());
        assertThat(both)
                .isEqualTo(IntStream.of(hypotheses.members(h).series()).sorted().toArray());
    }

    @Test
    void whatIsAComponentTooIsNoSide() {
        Hypotheses hypotheses = new Hypotheses(
                new SeriesIndex(TestWorld.build(List.of("sjc", "ams"))));

        for (int h = 0; h < hypotheses.count(); h++) {
            int lane = hypotheses.laneOf(h);
            for (Hypotheses.Members side : hypotheses.sides().of(h).values()) {
                assertThat(IntStream.of(hypotheses.ofLane(lane)))
                        .noneMatch(other -> hypotheses.members(other).sameAs(side));
            }
            if (hypotheses.component(h).equals(COGENT)) {
                assertThat(hypotheses.sides().of(h)).isEmpty();
            }
        }
    }
}
