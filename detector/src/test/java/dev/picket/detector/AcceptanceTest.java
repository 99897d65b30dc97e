package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A shift that does no harm is how things are after a day; one that does is not.
class AcceptanceTest {

    /// A tick of ten minutes: a day is 144 of them.
    private static final DetectorSettings SETTINGS = new DetectorSettings(Duration.ofMinutes(10),
            Duration.ofSeconds(3), 1, Duration.ofHours(10), 0.05);
    private static final int DAY = 144;

    private static World world(long seed) {
        World world = new World(TestWorld.build(List.of("ams", "sjc", "sin", "lhr", "nrt", "iad")),
                seed, SETTINGS);
        world.run(80);
        return world;
    }

    private static Predicate<Route> host() {
        return World.crosses(new Component.Host("fra-edge2"));
    }

    @Test
    void aSmallLastingShiftIsAcceptedAfterADayAndItsFaultEnds() {
        World world = world(31);
        world.begin(World.loss(host(), 0.007));
        world.run(DAY + 40);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
        long opened = world.found(Finding.Opened.class).getFirst().at().getEpochSecond();
        assertThat(world.found(Finding.BaselineAccepted.class)).as(world.story()).isNotEmpty()
                .allSatisfy(accepted -> {
                    assertThat(accepted.paths()).allMatch(path -> path.contains("fra-edge2"));
                    assertThat(accepted.at().getEpochSecond() - opened)
                            .isGreaterThanOrEqualTo(86_400);
                });
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).isNotEmpty();
        assertThat(world.run(60)).as(world.story()).noneMatch(Finding.Opened.class::isInstance);
    }

    /// Once a person says so. What then gets worse is a fault again.
    @Test
    void aHarmfulOneIsAcceptedByAPerson() {
        World world = world(33);
        world.begin(World.loss(host(), 0.2));
        world.run(12);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
        long id = world.found(Finding.Pageable.class).getFirst().id();

        assertThat(world.detector.accept(id + 1)).isEmpty();
        assertThat(world.detector.accept(id)).as(world.story())
                .filteredOn(Finding.Resolved.class::isInstance).hasSize(1);
        assertThat(world.detector.accept(id)).isEmpty();
        assertThat(world.run(DAY)).as(world.story()).noneMatch(Finding.Opened.class::isInstance);

        world.begin(World.loss(host(), 0.7));
        assertThat(world.run(12)).as(world.story())
                .anyMatch(finding -> finding instanceof Finding.Opened(_, _, var diagnosis)
                        && diagnosis.culprit().key().contains("fra-edge2"));
    }

    @Test
    void aDeadHostIsAcceptedToo() {
        World world = world(34);
        world.begin(World.loss(host(), 1));
        world.run(12);
        long id = world.found(Finding.Pageable.class).getFirst().id();
        world.detector.accept(id);
        assertThat(world.run(DAY)).as(world.story()).noneMatch(Finding.Opened.class::isInstance);
    }

    /// What a person said is forgotten like all that is learnt, so what it is about must go on
    /// being learnt.
    @Test
    void aDeadHostThatIsAcceptedStaysSoForMonths() {
        World world = new World(TestWorld.build(List.of("ams", "sjc", "sin")), 34, SETTINGS);
        world.run(80);
        world.begin(World.loss(host(), 1));
        world.run(12);
        world.detector.accept(world.found(Finding.Pageable.class).getFirst().id());
        assertThat(world.run(55 * DAY)).as(world.story())
                .noneMatch(Finding.Pageable.class::isInstance);
    }

    @Test
    void aHarmfulOneIsNeverAcceptedByItself() {
        World world = world(32);
        world.begin(World.loss(host(), 0.2));
        world.run(2 * DAY);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isNotEmpty();
        assertThat(world.found(Finding.BaselineAccepted.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).isEmpty();
    }
}
