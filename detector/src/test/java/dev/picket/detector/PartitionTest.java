package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Partial sums of any number of partitions add up to the same findings, bit for bit.
class PartitionTest {

    private static final long SEED = 61;

    @Test
    void oneTwoAndEightPartitionsGiveEqualFindings() {
        List<Finding> one = findings(1);
        assertThat(findings(2)).as("seed %d", SEED).isEqualTo(one);
        assertThat(findings(8)).as("seed %d", SEED).isEqualTo(one);
        assertThat(one).hasAtLeastOneElementOfType(Finding.Resolved.class)
                .filteredOn(Finding.Opened.class::isInstance).hasSizeGreaterThan(2);
    }

    /// A provider's fault with another beside it, a blip, a single path, a dark vantage.
    private static List<Finding> findings(int partitions) {
        World world = new World(TestWorld.build(), SEED, DetectorSettings.defaults()
                .withTick(Duration.ofSeconds(1), Duration.ofSeconds(3))
                .withWarmUp(Duration.ofSeconds(World.WARM_TICKS)), partitions);
        List<Finding> all = new ArrayList<>(world.run(World.WARM_TICKS + 10));
        world.begin(World.loss(World.crosses(new Component.Provider("zayo")), 0.15));
        all.addAll(world.run(8));
        world.begin(World.loss(World.crosses(new Component.Host("nrt-edge2")), 0.4));
        all.addAll(world.run(8));
        world.end();
        all.addAll(world.run(30));
        world.begin(World.loss(World.crosses(new Component.Provider("ntt")), 0.1));
        all.addAll(world.run(1));
        world.end();
        all.addAll(world.run(25));
        Predicate<Route> path = route -> route.path().vantage()
                .equals("ams") && route.path().target().equals("syd-edge1");
        world.begin(World.loss(path.and(World.kind(ProbeKind.STAMP)), 0.9));
        all.addAll(world.run(10));
        world.begin(World.loss(World.crosses(new Component.Vantage("dfw")), 1));
        all.addAll(world.run(10));
        return all;
    }

    @Test
    void aSideIsNamedAlikeByAnyNumberOfPartitions() {
        List<Finding> one = ofASide(1);
        assertThat(ofASide(2)).as("seed %d", SEED).isEqualTo(one);
        assertThat(ofASide(8)).as("seed %d", SEED).isEqualTo(one);
        assertThat(one).anyMatch(finding -> finding instanceof Finding.Pageable pageable
                && pageable.diagnosis().culprit() instanceof Culprit.OneSide);
    }

    private static List<Finding> ofASide(int partitions) {
        World world = new World(TestWorld.build(), SEED, DetectorSettings.defaults()
                .withTick(Duration.ofSeconds(1), Duration.ofSeconds(3))
                .withWarmUp(Duration.ofSeconds(World.WARM_TICKS)), partitions);
        world.run(World.WARM_TICKS + 10);
        Predicate<Route> into = route -> world.topology.targetOf(route.path()).region()
                .equals("sin");
        world.begin(World.loss(into.and(
                World.crosses(new Component.ProviderAtRegion("cogent", "sin"))), 0.3));
        world.run(12);
        world.end();
        world.run(30);
        return world.findings;
    }
}
