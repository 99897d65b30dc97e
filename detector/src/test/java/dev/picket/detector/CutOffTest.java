package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Component;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A vantage that is silent, or sees nothing but bad: its region is cut off, it is blind, or nobody
/// can tell.
class CutOffTest {

    private static final String REGION = "lax";

    private static World warm(List<String> vantages) {
        World world = new World(TestWorld.build(vantages), 5);
        world.detector.observe(new ProberRound(REGION, world.now,
                new ProberHealth(60, 0, 0, 0, 0, 0, 0), List.of()));
        world.run(World.WARM_TICKS + 10);
        return world;
    }

    /// The region's own vantage and three elsewhere.
    private static List<String> all() {
        return List.of(REGION, "ams", "nrt", "iad");
    }

    /// What ends in the region, from anywhere.
    private static World.Fault intoTheRegion(World world, double loss) {
        return World.loss(route -> world.topology.targetOf(route.path()).region().equals(REGION)
                && route.path().kind().crossesProviders(), loss);
    }

    private static List<String> culprits(World world) {
        return world.found(Finding.Pageable.class).stream()
                .map(pageable -> pageable.diagnosis().culprit().key()).toList();
    }

    private static List<String> troubles(World world) {
        return world.found(Finding.ProberTrouble.class).stream()
                .map(trouble -> trouble.vantage() + " " + trouble.fault().code() + " "
                        + trouble.fault().detail())
                .toList();
    }

    @Test
    void silenceOfARegionThatIsBadFromElsewhereIsACutOffAndNoTroubleOfTheProber() {
        World world = warm(all());
        world.silent.add(REGION);
        world.begin(intoTheRegion(world, 1));
        world.run(12);
        assertThat(culprits(world)).as(world.story()).containsExactly("region:" + REGION);
        assertThat(troubles(world)).as(world.story()).isEmpty();
    }

    @Test
    void aVantageThatSeesOnlyBadInARegionThatIsBadFromElsewhereIsCutOffToo() {
        World world = warm(all());
        world.begin(World.loss(World.crosses(new Component.Region(REGION)), 1));
        world.run(12);
        assertThat(culprits(world)).as(world.story()).containsExactly("region:" + REGION);
        assertThat(troubles(world)).as(world.story()).isEmpty();
    }

    @Test
    void silenceOfARegionThatIsGoodFromElsewhereIsABlindProberAndPagesNobody() {
        World world = warm(all());
        world.silent.add(REGION);
        world.run(12);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
        assertThat(troubles(world)).as(world.story()).containsExactly(
                "lax LOCAL_SILENT blind in lax: its targets are good from 3 of 3 vantages "
                        + "elsewhere");
    }

    @Test
    void aVantageThatSeesOnlyBadWhereOthersAreGoodIsBlind() {
        World world = warm(all());
        world.begin(World.loss(World.crosses(new Component.Vantage(REGION)), 1));
        world.run(12);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
        assertThat(troubles(world)).as(world.story()).singleElement().asString()
                .startsWith("lax LOCAL_UPLINK ").endsWith("blind in lax: its targets are good "
                        + "from 3 of 3 vantages elsewhere");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void withFewerThanThreeOthersNobodyCanTellAndThatIsSaid(int others) {
        World world = warm(all().subList(0, 1 + others));
        world.silent.add(REGION);
        world.run(12);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
        assertThat(troubles(world)).as(world.story()).singleElement().asString().startsWith(
                "lax LOCAL_SILENT could not tell whether lax is cut off: " + others + " vantage");
    }

    @Test
    void whenTheRegionIsBackAndItsVantageIsNotTheVantageIsBlind() {
        World world = warm(all());
        world.silent.add(REGION);
        world.begin(intoTheRegion(world, 1));
        world.run(10);
        world.end();
        world.run(8);
        assertThat(troubles(world)).as(world.story()).singleElement().asString()
                .startsWith("lax LOCAL_SILENT blind in lax");
    }

    @Test
    void aRegionIsCutOffWhereThreeAndMostOfThoseElsewhereSeeItBad() {
        assertThat(new RegionWatch.View(REGION, 3, 3).standing())
                .isEqualTo(RegionWatch.Standing.CUT_OFF);
        assertThat(new RegionWatch.View(REGION, 11, 6).standing())
                .isEqualTo(RegionWatch.Standing.CUT_OFF);
        assertThat(new RegionWatch.View(REGION, 11, 5).standing())
                .isEqualTo(RegionWatch.Standing.BLIND);
        assertThat(new RegionWatch.View(REGION, 3, 2).standing())
                .isEqualTo(RegionWatch.Standing.BLIND);
        assertThat(new RegionWatch.View(REGION, 2, 2).standing())
                .isEqualTo(RegionWatch.Standing.COULD_NOT_TELL);
    }

    @Test
    void silenceSpendsAPartOfTheBudgetOfItsOwnAndAllPartsAddUpToOne() {
        SeriesIndex series = new SeriesIndex(TestWorld.build());
        Hypotheses hypotheses = new Hypotheses(series);
        double spent = hypotheses.weights().ofAllSeries(series);
        double silence = 0;
        for (int h = 0; h < hypotheses.count(); h++) {
            spent += hypotheses.weight(h) + hypotheses.weights().inSilence(h);
            silence += hypotheses.weights().inSilence(h);
        }
        assertThat(silence).isBetween(0.0199, 0.0201);
        assertThat(spent).isBetween(0.999, 1 + 1e-9);
    }
}
