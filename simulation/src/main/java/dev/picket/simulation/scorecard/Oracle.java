package dev.picket.simulation.scorecard;

import static dev.picket.simulation.scorecard.stream.InjectedFault.either;

import dev.picket.detector.DetectorSettings;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.scorecard.stream.FleetTraffic;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.TrafficSink;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.BitSet;

/// One who knows which paths a fault harms, how much, since when, and what each path is like in
/// calm: what he has not got in evidence nobody has.
///
/// Idea: the log likelihood ratio of harm against calm, summed over the harmed paths' tallies.
/// Bursts count for harm, as he is told of none, and he looks a tick longer than the detector: both
/// in his favour. He would alarm where that reaches log B, the whole budget of false alarms spent
/// on this one component. Cost: the traffic of a trial once more.
final class Oracle {

    /// log B.
    static final double ALARM_NATS = Math
            .log(DetectorSettings.defaults().ticksPerFalseAlarm());

    private Oracle() {}

    /// The evidence in the first full ticks of a fault, in nats.
    ///
    /// @param runSeed that of the run the fault was fed into
    static double nats(WarmFleet warm, long runSeed, InjectedFault fault, int fullTicks) {
        FleetTraffic traffic = warm.traffic(runSeed);
        BitSet harmed = new BitSet();
        for (int path : fault.paths()) {
            harmed.set(path);
        }
        traffic.inject(fault);
        long first = (long) Math.ceil(fault.onset());
        Sum sum = new Sum(warm.fleet().topology(), traffic, fault, harmed);
        for (long tick = 0; tick < first + fullTicks; tick++) {
            sum.counts = tick >= first;
            traffic.tick(tick, sum);
        }
        return sum.nats;
    }

    private static final class Sum implements TrafficSink {
        private final Topology topology;
        private final FleetTraffic traffic;
        private final InjectedFault fault;
        private final BitSet harmed;
        private boolean counts;
        private double nats;

        Sum(Topology topology, FleetTraffic traffic, InjectedFault fault, BitSet harmed) {
            this.topology = topology;
            this.traffic = traffic;
            this.fault = fault;
            this.harmed = harmed;
        }

        @Override
        public void packets(int path, int sent, int lostForward, int lostBack) {
            if (counts && harmed.get(path)) {
                double calm = traffic.calmLoss(path);
                add(sent, lostForward, calm, fault.forward());
                add(sent - lostForward, lostBack, calm, fault.back());
            }
        }

        @Override
        public void attempt(int path, boolean failed) {
            if (counts && harmed.get(path)) {
                double network = topology.path(path).kind() == ProbeKind.MACHINE_CREATE
                        ? 0
                        : either(fault.forward(), fault.back());
                add(1, failed ? 1 : 0, traffic.calmFailing(path), either(network, fault.fail()));
            }
        }

        private void add(int trials, int bad, double calm, double harm) {
            double harmedRate = either(calm, harm);
            nats += term(bad, harmedRate, calm) + term(trials - bad, 1 - harmedRate, 1 - calm);
        }

        private static double term(int count, double harmed, double calm) {
            return count == 0 ? 0 : count * Math.log(harmed / calm);
        }
    }
}
