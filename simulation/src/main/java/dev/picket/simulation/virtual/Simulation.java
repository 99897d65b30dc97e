package dev.picket.simulation.virtual;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Topology;
import dev.picket.probes.schedule.ExtraSlots;
import dev.picket.simulation.paging.IncidentRecord;
import dev.picket.simulation.paging.Pager;
import dev.picket.simulation.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

/// Runs a scenario through the whole line on virtual time: network, sessions, tallies, detector,
/// incidents, pages. The same scenario gives the same result, bit for bit, on any number of
/// threads.
public final class Simulation {

    /// Virtual time zero, where no other is asked for.
    public static final Instant START = Instant.parse("2024-06-10T00:00:00Z");
    /// How long the detector has learnt on the background before a scenario that starts warm.
    private static final Duration WARM = Duration.ofHours(1);

    private final Scenario scenario;
    private final Course course;
    private final Topology topology;
    private final Timing timing;
    private final SimulatedNetwork network;
    private final Detector detector;
    private final IncidentRecord record;
    private final long warmTicks;
    /// The detector's numbers of all series, by signal and then by path.
    private final Map<Signal, int[]> series = new EnumMap<>(Signal.class);

    /// How a scenario is run.
    ///
    /// @param start wall time of its start, rounded down to a whole tick
    /// @param threads that vantages run on
    /// @param progress told of every tick done, by its number from the start
    /// @param closerLook whether more rounds are made where the detector asks for them
    public record Course(Instant start, int threads, LongConsumer progress, boolean closerLook) {

        public static final Course PLAIN = new Course(START, 1, _ -> {
        });

        /// A course with closer looks.
        public Course(Instant start, int threads, LongConsumer progress) {
            this(start, threads, progress, true);
        }

        public Course onThreads(int count) {
            return new Course(start, count, progress, closerLook);
        }

        public Course withoutCloserLook() {
            return new Course(start, threads, progress, false);
        }
    }

    private Simulation(Scenario scenario, Topology topology, Course course,
            Pager pager) {
        this.scenario = scenario;
        this.course = course;
        this.topology = topology;
        this.timing = Timing.from(course.start(), scenario.tick(), grace(scenario));
        this.warmTicks = scenario.warmUp().isPresent() ? 0 : WARM.dividedBy(scenario.tick());
        this.network = new SimulatedNetwork(scenario, topology, timing, warmTicks);
        this.detector = new Detector(topology, DetectorSettings.defaults()
                .withTick(scenario.tick(), timing.grace()).withWarmUp(scenario.warmUp()
                        .orElse(scenario.tick().multipliedBy(warmTicks))));
        for (Signal signal : Signal.values()) {
            series.put(signal, topology.routes().stream()
                    .mapToInt(route -> detector.series(route.path(), signal)).toArray());
        }
        this.record = new IncidentRecord(timing.closing(-warmTicks - 1), pager, scenario.seed());
    }

    /// How long after its end a tick stays open: for the slowest of its probes and a quarter tick
    /// more, as in real probing.
    private static Duration grace(Scenario scenario) {
        Duration slowest = scenario.probes().entrySet().stream()
                .map(entry -> RoundShape.slowest(entry.getKey(), entry.getValue()))
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        return slowest.plus(scenario.tick().dividedBy(4));
    }

    /// Runs `scenario` on one thread.
    public static SimulationResult run(Scenario scenario) {
        return run(scenario, Course.PLAIN);
    }

    public static SimulationResult run(Scenario scenario, Course course) {
        return run(scenario, scenario.world().topology(), course);
    }

    /// Runs `scenario` over another topology than its own, which must have its probe kinds.
    public static SimulationResult run(Scenario scenario, Topology topology, Course course) {
        return new Simulation(scenario, topology, course, Pager.RECORDING).run();
    }

    /// Runs `scenario` with a pager of the caller's, on the simulation's clock.
    static SimulationResult run(Scenario scenario, Pager pager) {
        return new Simulation(scenario, scenario.world().topology(), Course.PLAIN, pager).run();
    }

    private SimulationResult run() {
        try (record; Production production = new Production(network.lines(), course.threads())) {
            for (long index = -warmTicks; index < scenario.ticks(); index++) {
                List<Finding> findings = close(index, production.step(index));
                lookCloser(index, findings, production);
                course.progress().accept(index);
            }
            return new Reckoning(scenario, topology, timing.start(),
                    timing.tick().multipliedBy(warmTicks), network.blips()).of(record);
        }
    }

    private List<Finding> close(long index, List<Arrivals.Step> step) {
        for (Arrivals.Step ofVantage : step) {
            ofVantage.tallies().forEach(this::observe);
            ofVantage.round().ifPresent(detector::observe);
        }
        Instant now = timing.closing(index);
        List<Finding> findings = detector.advance(now);
        record.closed(findings, now, timing.closing(index + 1));
        return findings;
    }

    /// What the detector wants to know more about is run more often, as in real probing.
    private void lookCloser(long index, List<Finding> findings, Production production) {
        long asked = timing.closingNanos(index) + IncidentRecord.DETECTOR_LAG.toNanos();
        long until = asked + ExtraSlots.closerLook(timing.tick()).toNanos();
        for (Finding finding : findings) {
            if (finding instanceof Finding.CloserLook(_, List<Path> paths)
                    && course.closerLook()) {
                production.want(paths, asked, until);
            }
        }
    }

    private void observe(int path, Signal signal, long tick, int trials, int bad) {
        int number = Objects.requireNonNull(series.get(signal))[path];
        if (number >= 0) {
            detector.observe(number, tick, trials, bad);
        }
    }
}
