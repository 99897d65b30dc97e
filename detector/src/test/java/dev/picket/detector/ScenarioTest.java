package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void cogentBehindTheSingaporeProviderIsNamedAsCogentInSingapore(long seed) {
        World world = new World(TestWorld.build(), seed);
        world.run(World.WARM_TICKS + 30);
        Component culprit = new Component.ProviderAtRegion("cogent", "sin");
        world.begin(World.loss(World.crosses(culprit), 0.15));
        world.run(20);
        world.end();
        world.run(80);
        assertOneIncident(world, culprit.key());
        Finding.Opened opened = world.found(Finding.Opened.class).getFirst();
        assertThat(opened.diagnosis().signal()).isEqualTo(Signal.LOST);
        assertThat(opened.diagnosis().regions()).startsWith("sin");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void aFaultOfWireGuardThroughOneProviderInThreeRegionsNamesTheProvider(long seed) {
        World world = new World(TestWorld.build(), seed);
        world.run(World.WARM_TICKS + 30);
        Component culprit = new Component.Provider("zayo");
        Predicate<Route> on = World.crosses(culprit);
        world.begin(new World.Fault(on.and(World.kind(ProbeKind.WIREGUARD)), 0, 0, 0.9));
        world.run(20);
        world.end();
        world.run(80);
        assertOneIncident(world, "provider:zayo");
        Finding.Opened opened = world.found(Finding.Opened.class).getFirst();
        assertThat(opened.diagnosis().kind()).isEqualTo(ProbeKind.WIREGUARD);
        assertThat(opened.diagnosis().regions()).contains("sjc", "lax", "fra");
    }

    private static void assertOneIncident(World world, String key) {
        List<Finding.Opened> opened = world.found(Finding.Opened.class);
        assertThat(opened).as(world.story()).hasSize(1);
        assertThat(opened.getFirst().diagnosis().culprit().key()).isEqualTo(key);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).hasSize(1);
    }

    @Test
    void nothingIsOpenedInHealth() {
        World world = new World(TestWorld.build(), 7);
        world.run(600);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
    }

    @Test
    void aFaultOfOneTickIsABlipAndPagesNobody() {
        World world = new World(TestWorld.build(), 4);
        world.run(World.WARM_TICKS + 10);
        world.begin(World.loss(World.crosses(new Component.Provider("ntt")), 0.1));
        world.run(1);
        world.end();
        world.run(40);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).hasSize(1)
                .allMatch(Finding.Resolved::blip);
    }

    @Test
    void aSecondFaultIsFoundOnWhatTheFirstLeaves() {
        World world = new World(TestWorld.build(), 1);
        world.run(World.WARM_TICKS + 10);
        world.begin(World
                .loss(World.crosses(new Component.ProviderAtRegion("cogent", "sin")), 0.15));
        world.run(10);
        world.begin(World.loss(World.crosses(new Component.Host("lhr-edge2")), 0.3));
        world.run(5);
        assertThat(world.found(Finding.Opened.class)).as(world.story())
                .extracting(opened -> opened.diagnosis().culprit().key())
                .containsExactly("provider:cogent@sin", "host:lhr-edge2");
    }

    @Test
    void aVantageThatLosesEverythingIsProberTroubleAndNoIncident() {
        World world = new World(TestWorld.build(), 8);
        world.run(World.WARM_TICKS + 10);
        world.begin(World.loss(World.crosses(new Component.Vantage("dfw")), 1));
        world.run(10);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story())
                .extracting(Finding.ProberTrouble::vantage).containsExactly("dfw");
    }

    @Test
    void aRegionWhoseVantageIsSilentAndWhoseTargetsAreBadIsCutOff() {
        World world = new World(TestWorld.build(), 5);
        world.run(World.WARM_TICKS + 10);
        world.silent.add("lax");
        world.begin(World.loss(World.crosses(new Component.Region("lax")), 1));
        world.run(5);
        assertThat(world.found(Finding.Pageable.class)).as(world.story())
                .extracting(pageable -> pageable.diagnosis().culprit().key())
                .containsExactly("region:lax");
    }

    @Test
    void theSameTalliesGiveTheSameFindings() {
        assertThat(oneRun()).isEqualTo(oneRun());
    }

    private static List<Finding> oneRun() {
        World world = new World(TestWorld.build(), 21);
        world.run(World.WARM_TICKS + 5);
        world.begin(World.loss(World.crosses(new Component.Link("cogent", "ntt")), 0.2));
        world.run(5);
        assertThat(world.findings).isNotEmpty();
        return world.findings;
    }
}
