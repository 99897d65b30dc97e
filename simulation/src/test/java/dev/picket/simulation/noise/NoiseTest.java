package dev.picket.simulation.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.fault.PathConditions;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.scenario.Range;
import dev.picket.simulation.world.DemoNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseTest {

    private static final long SEED = 11;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private final Topology topology = DemoNetwork.world().topology();

    @Test
    void burstsTakeTheShareOfTimeAskedForAndHaveAMemory() {
        Background background = losses(new Background.Losses(0, 0,
                new Background.Bursts(200, 0, 0.3, Duration.ofSeconds(20))));
        PathNoise path = noise(background, 100).path(3);
        boolean[] bad = new boolean[100 * 17_280];
        int count = 0;
        int stays = 0;
        for (int i = 0; i < bad.length; i++) {
            double loss = path.over(PathConditions.CLEAR, i * 5L * SECOND).roundTripLoss();
            bad[i] = loss > 0;
            assertThat(loss == 0 || Math.abs(loss - 0.3) < 1e-9).isTrue();
            count += bad[i] ? 1 : 0;
            stays += i > 0 && bad[i] && bad[i - 1] ? 1 : 0;
        }

        // good for 432 s, bad for 20 s on average: 20 / 452; still bad after 5 s: exp(-5/20),
        // and again bad by chance. 100 days have 19,000 bursts: the share within 4 %.
        assertThat((double) count / bad.length).as("seed %d", SEED)
                .isCloseTo(20.0 / 452, within(0.002));
        assertThat((double) stays / count).as("seed %d", SEED)
                .isCloseTo(Math.exp(-0.25), within(0.02));
    }

    @Test
    void isCalmExactlyWhereNoEpisodeLies() {
        Background background = losses(new Background.Losses(0, 0,
                new Background.Bursts(500, 0, 1, Duration.ofSeconds(20))));
        PathNoise path = noise(background, 2).path(3);
        PathNoise same = noise(background, 2).path(3);
        int calm = 0;
        for (long at = 0; at < 2 * DAY; at += 10 * SECOND) {
            boolean troubled = false;
            for (long nanos = at; nanos < at + SECOND; nanos += SECOND / 20) {
                troubled |= same.over(PathConditions.CLEAR, nanos).roundTripLoss() > 0;
            }
            boolean isCalm = path.isCalm(at, at + SECOND);
            assertThat(isCalm && troubled).as("at %d, seed %d", at, SEED).isFalse();
            calm += isCalm ? 1 : 0;
        }
        assertThat(calm).isBetween(14_000, 16_500);
    }

    @Test
    void pathsLoseUnequallyAndTheMeanAskedForOverAll() {
        Noise noise = noise(losses(new Background.Losses(0.01, 0.7, Background.Bursts.NONE)), 1);
        double[] losses = IntStream.range(0, topology.routes().size())
                .mapToDouble(path -> 2 * noise.path(path).calmLoss(0)).toArray();
        double mean = IntStream.range(0, losses.length).mapToDouble(i -> losses[i]).average()
                .orElseThrow();
        double spread = spreadOfLogs(losses);

        // 540 paths: sd of the mean is 0.01 * 0.8 / 23, of the spread 0.7 / 33; four of each
        assertThat(mean).as("seed %d", SEED).isCloseTo(0.01, within(0.0014));
        assertThat(spread).as("seed %d", SEED).isCloseTo(0.7, within(0.09));
    }

    @Test
    void roundTripsAreLogNormalOverPlacesAndJitterOverRounds() {
        Background background = background(new Background.RoundTrips(Duration.ofMillis(60), 0.8,
                Duration.ofMillis(2), Optional.empty()), Background.Shared.NONE);
        Noise noise = noise(background, 1);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] shortest = new double[132];
        int place = 0;
        for (int path = 0; path < topology.routes().size(); path++) {
            if (topology.path(path).target().endsWith("-edge1")) {
                PathNoise one = noise.path(path);
                shortest[place++] = IntStream.range(0, 50)
                        .mapToLong(_ -> one.roundTripNanos(0, random)).min().orElseThrow();
            }
        }
        PathNoise one = noise.path(0);
        double mean = IntStream.range(0, 20_000).mapToLong(_ -> one.roundTripNanos(0, random))
                .average().orElseThrow();
        double least = IntStream.range(0, 20_000).mapToLong(_ -> one.roundTripNanos(0, random))
                .min().orElseThrow();

        // 132 places: sd of the spread 0.8 / 16; four of them
        assertThat(place).isEqualTo(132);
        assertThat(spreadOfLogs(shortest)).as("seed %d", SEED).isCloseTo(0.8, within(0.2));
        assertThat(mean - least).as("seed %d", SEED).isBetween(1.5e6, 2.1e6);
    }

    @Test
    void aRouteChangeMovesTheRoundTripUntilTheNext() {
        Background background = background(new Background.RoundTrips(Duration.ofMillis(60), 0,
                Duration.ZERO,
                Optional.of(new Background.RouteChanges(4, Duration.ofMillis(10)))),
                Background.Shared.NONE);
        PathNoise path = noise(background, 100).path(0);
        SplittableRandom random = new SplittableRandom(SEED);
        int changes = 0;
        double squares = 0;
        long before = path.roundTripNanos(0, random);
        assertThat(before).isEqualTo(60_000_000);
        for (long at = 0; at < 100 * DAY; at += 60 * SECOND) {
            long trip = path.roundTripNanos(at, random);
            if (trip != before) {
                changes++;
                squares += (trip - 60e6) * (trip - 60e6);
            }
            before = trip;
        }

        // 400 expected, sd 20; sd of the length 10 ms, five percent of it unsure
        assertThat(changes).as("seed %d", SEED).isBetween(310, 490);
        assertThat(Math.sqrt(squares / changes)).as("seed %d", SEED).isBetween(8e6, 12e6);
    }

    @Test
    void sharedBlipsHitAllPathsOfTheirComponentAndNoOthers() {
        Background background = background(Background.QUIET.roundTrips(), new Background.Shared(
                Optional.of(new Background.SharedBlips(1, new Range(5, 40), new Range(0.5, 1))),
                Optional.empty(), Optional.empty()));
        Noise noise = noise(background, 1);
        List<Blip> blips = noise.blips();
        Blip blip = blips.stream().filter(it -> it.component() instanceof Component.Provider)
                .findFirst().orElseThrow();
        long middle = (blip.startNanos() + blip.endNanos()) / 2;
        List<Component> active = blips.stream()
                .filter(it -> middle >= it.startNanos() && middle < it.endNanos())
                .map(Blip::component).toList();

        for (int path = 0; path < topology.routes().size(); path++) {
            Route route = topology.routes().get(path);
            boolean hit = active.stream().anyMatch(route::crosses);
            PathConditions conditions = noise.path(path).over(PathConditions.CLEAR, middle);
            assertThat(conditions.forwardLoss() > 0).as(route.path().key()).isEqualTo(hit);
        }
        assertThat(blips).allSatisfy(it -> assertThat(it.endNanos() - it.startNanos())
                .isBetween(5 * SECOND, 40 * SECOND));
    }

    @Test
    void aFlappingHostGoesDownSeveralTimesInARow() {
        Background background = background(Background.QUIET.roundTrips(), new Background.Shared(
                Optional.empty(), Optional.empty(), Optional.of(new Background.Flapping(2,
                        new Range(3, 3), new Range(2, 2), new Range(10, 10)))));
        Noise noise = noise(background, 1);
        Blip row = noise.blips().getFirst();
        int path = IntStream.range(0, topology.routes().size())
                .filter(i -> topology.routes().get(i).crosses(row.component())).findFirst()
                .orElseThrow();
        PathNoise own = noise.path(path);

        // down for 2 s, up for 10, three times: 2 + 10 + 2 + 10 + 2
        assertThat(row.endNanos() - row.startNanos()).isEqualTo(26 * SECOND);
        for (int second = 0; second < 26; second++) {
            boolean down = second % 12 < 2;
            assertThat(own.over(PathConditions.CLEAR, row.startNanos() + second * SECOND)
                    .forwardLoss()).as("second %d", second).isEqualTo(down ? 1 : 0);
        }
    }

    @Test
    void congestionIsWorstAtItsPeakAndNothingInTheQuietHalfOfTheDay() {
        Background background = background(
                new Background.RoundTrips(Duration.ofMillis(60), 0, Duration.ZERO,
                        Optional.empty()),
                new Background.Shared(Optional.empty(),
                        Optional.of(new Background.Congestion(Duration.ofHours(20), 0.3, 0.02,
                                Duration.ofMillis(8))),
                        Optional.empty()));
        Noise noise = noise(background, 2);
        SplittableRandom random = new SplittableRandom(SEED);
        long peak = 20 * 3_600 * SECOND;
        int congested = 0;
        for (int path = 0; path < topology.routes().size(); path++) {
            PathNoise own = noise.path(path);
            double loss = own.calmLoss(peak);
            long places = Math.round(loss / 0.02);
            assertThat(loss).isCloseTo(places * 0.02, within(1e-9));
            assertThat(own.roundTripNanos(peak, random)).isEqualTo(60_000_000 + places * 8_000_000);
            assertThat(own.calmLoss(peak + DAY / 2)).isZero();
            assertThat(own.calmLoss(peak - DAY / 4)).isLessThan(1e-9);
            congested += places > 0 ? 1 : 0;
        }
        assertThat(congested).isBetween(50, 440);
    }

    @Test
    void aVantageInTroubleDropsRepliesForAWhileAndItsClockIsSetAnew() {
        Background background = new Background(Background.QUIET.losses(),
                Background.QUIET.roundTrips(), 0, Background.Shared.NONE,
                Background.Arrival.PROMPT,
                new Background.Vantages(
                        Optional.of(new Background.VantageTrouble(10, new Range(30, 30),
                                new Range(0.4, 0.4))),
                        Optional.of(new Background.ClockSteps(2, new Range(0.5, 2)))));
        VantageNoise vantage = noise(background, 100).vantage("fra");
        int dropping = 0;
        int steps = 0;
        long off = 0;
        int samples = 100 * 17_280;
        for (int i = 0; i < samples; i++) {
            long at = i * 5L * SECOND;
            double ratio = vantage.dropRatio(at);
            assertThat(ratio == 0 || ratio == 0.4).isTrue();
            dropping += ratio > 0 ? 1 : 0;
            long now = vantage.clockOffNanos(at);
            steps += now == off ? 0 : 1;
            assertThat(now == 0 || (Math.abs(now) >= SECOND / 2 && Math.abs(now) <= 2 * SECOND))
                    .isTrue();
            off = now;
        }

        // 30 s of 8,670 s; 1,000 troubles, so within a tenth. 200 steps, sd 14.
        assertThat((double) dropping / samples).as("seed %d", SEED)
                .isCloseTo(30.0 / 8_670, within(4e-4));
        assertThat(steps).as("seed %d", SEED).isBetween(130, 270);
    }

    @Test
    void whatHappensToAPathDoesNotHangOnWhoElseIsAskedAbout() {
        Background background = losses(new Background.Losses(0.01, 0.7,
                new Background.Bursts(200, 0.8, 0.3, Duration.ofSeconds(20))));
        PathNoise alone = noise(background, 1).path(7);
        Noise noise = noise(background, 1);
        PathNoise before = noise.path(3);
        PathNoise among = noise.path(7);
        for (long at = 0; at < DAY; at += 60 * SECOND) {
            before.over(PathConditions.CLEAR, at);
            assertThat(among.over(PathConditions.CLEAR, at))
                    .isEqualTo(alone.over(PathConditions.CLEAR, at));
        }
        assertThat(among.calmLoss(0)).isEqualTo(alone.calmLoss(0));
    }

    private Noise noise(Background background, int days) {
        return new Noise(topology, background, new Noise.Span(0, days * DAY, 0), SEED);
    }

    private static Background losses(Background.Losses losses) {
        return new Background(losses, Background.QUIET.roundTrips(), 0, Background.Shared.NONE,
                Background.Arrival.PROMPT, Background.Vantages.WELL);
    }

    private static Background background(Background.RoundTrips trips, Background.Shared shared) {
        return new Background(new Background.Losses(0, 0, Background.Bursts.NONE), trips, 0,
                shared, Background.Arrival.PROMPT, Background.Vantages.WELL);
    }

    private static double spreadOfLogs(double[] values) {
        double mean = IntStream.range(0, values.length).mapToDouble(i -> Math.log(values[i]))
                .average().orElseThrow();
        double variance = IntStream.range(0, values.length)
                .mapToDouble(i -> (Math.log(values[i]) - mean) * (Math.log(values[i]) - mean))
                .average().orElseThrow();
        return Math.sqrt(variance);
    }
}
