package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.statistic.Sample;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.FleetTraffic;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.TrafficSink;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// What the detector costs while nothing is wrong: 1,190 paths with the three loss signals on one
/// thread. The only section whose numbers depend on the machine; `bench detector` measures more.
final class Cost implements Section {

    private static final String NAME = "cost";
    private static final int WARM_TICKS = 300;
    private static final int TICKS = 100;
    private static final int REPEATS = 7;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int TICK_SECONDS = 10;

    private final LongSupplier nanos;

    /// @param nanos a monotonic clock
    Cost(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        WarmFleet warm = course.warm(Fleets.wide(), "ordinary", BackgroundModel.ORDINARY);
        FleetRun run = warm.run(course.seed(NAME));
        FleetTraffic traffic = new FleetTraffic(warm.fleet().topology(), warm.background(),
                warm.seed(), course.seed(NAME));
        for (int i = 0; i < WARM_TICKS; i++) {
            run.tick();
        }
        List<Double> perSecond = new ArrayList<>();
        List<Double> speed = new ArrayList<>();
        List<Double> stream = new ArrayList<>();
        Lost lost = new Lost();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            int from = repeat * TICKS;
            double whole = seconds(() -> run.tick());
            double drawing = seconds(from, traffic, lost);
            perSecond.add(TICKS * 3.0 * warm.fleet().topology().routes().size()
                    / Math.max(1e-9, whole - drawing));
            speed.add(TICKS * TICK_SECONDS / whole);
            stream.add(TICKS * TICK_SECONDS / drawing);
        }
        return Part.of(List.of(
                median("cost.tallies", "tallies a second and core, calm", "a second", perSecond),
                median("cost.speed", "simulated seconds a second, three signals", "", speed)
                        .hold(Bar.atLeast(5_000)).stretch(Bar.atLeast(20_000)),
                median("cost.stream", "the stream alone, simulated seconds a second", "", stream)
                        .note(lost.packets + " packets lost")));
    }

    private double seconds(Runnable tick) {
        long began = nanos.getAsLong();
        for (int i = 0; i < TICKS; i++) {
            tick.run();
        }
        return (nanos.getAsLong() - began) / NANOS_PER_SECOND;
    }

    private double seconds(int from, FleetTraffic traffic, TrafficSink sink) {
        long began = nanos.getAsLong();
        for (int i = 0; i < TICKS; i++) {
            traffic.tick(from + i, sink);
        }
        return (nanos.getAsLong() - began) / NANOS_PER_SECOND;
    }

    /// Counts, so that nothing drawn goes unused.
    private static final class Lost implements TrafficSink {
        private long packets;

        @Override
        public void packets(int path, int sent, int lostForward, int lostBack) {
            packets += lostForward + lostBack;
        }

        @Override
        public void attempt(int path, boolean failed) {
            packets += failed ? 1 : 0;
        }
    }

    private static Row median(String id, String measure, String unit, List<Double> values) {
        Sample sample = Sample.of(values);
        return Row.of(NAME, id, measure, unit, sample.quantile(0.5),
                new Interval(sample.quantile(0), sample.max()), sample.size())
                .note("least and most of " + REPEATS + " repeats, not an interval");
    }
}
