package dev.picket.simulation.virtual;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
    private final IncidentRecord record = new IncidentRecord();
    private final long warmTicks;

    /// How a scenario is run.
    ///
    /// @param start wall time of its start, rounded down to a whole tick
    /// @param threads that vantages run on
    /// @param progress told of every tick done, by its number from the start
    public record Course(Instant start, int threads, LongConsumer progress) {

        public static final Course PLAIN = new Course(START, 1, _ -> {
        });

        public Course onThreads(int count) {
            return new Course(start, count, progress);
        }
    }

    private Simulation(Scenario scenario, Topology topology, Course course) {
        this.scenario = scenario;
        this.course = course;
        this.topology = topology;
        this.timing = Timing.from(course.start(), scenario.tick(), grace(scenario));
        this.warmTicks = scenario.warmUp().isPresent() ? 0 : WARM.dividedBy(scenario.tick());
        this.network = new SimulatedNetwork(scenario, topology, timing, warmTicks);
        this.detector = new Detector(topology, DetectorSettings.defaults()
                .withTick(scenario.tick(), timing.grace()).withWarmUp(scenario.warmUp()
                        .orElse(scenario.tick().multipliedBy(warmTicks))));
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
        return new Simulation(scenario, topology, course).run();
    }

    private SimulationResult run() {
        long index = -warmTicks;
        try (Production production = new Production(network.lines(), index, scenario.ticks(),
                course.threads())) {
            List<List<Arrivals.Step>> steps = production.take();
            while (!steps.isEmpty()) {
                for (List<Arrivals.Step> step : steps) {
                    close(index, step);
                    course.progress().accept(index++);
                }
                steps = production.take();
            }
        }
        return new Reckoning(scenario, topology, timing.start(),
                timing.tick().multipliedBy(warmTicks), network.blips()).of(record);
    }

    private void close(long index, List<Arrivals.Step> step) {
        for (Arrivals.Step ofVantage : step) {
            ofVantage.tallies().forEach(detector::observe);
            ofVantage.round().ifPresent(detector::observe);
        }
        Instant now = timing.closing(index);
        for (Finding finding : detector.advance(now)) {
            record.found(finding, now);
        }
        record.tick(now);
    }
}
