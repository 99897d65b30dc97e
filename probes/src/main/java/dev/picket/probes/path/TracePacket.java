package dev.picket.probes.path;

/// A packet of a trace: in which round, by which flow, with which hop limit. Its number tells it
/// from every other of the trace.
public record TracePacket(int round, int flow, int hopLimit) {

    int number() {
        return (round * TracePlan.FLOWS_MAX + flow) * TracePlan.HOPS_MAX + hopLimit - 1;
    }

    static TracePacket of(int number) {
        int round = number / TracePlan.HOPS_MAX / TracePlan.FLOWS_MAX;
        return new TracePacket(round, number / TracePlan.HOPS_MAX % TracePlan.FLOWS_MAX,
                number % TracePlan.HOPS_MAX + 1);
    }
}
