package dev.picket.simulation.scorecard.stream;

/// Takes what happens on the paths of a fleet in a tick, path by path.
public interface TrafficSink {

    /// A round of packets: of `sent`, `lostForward` were lost on the way to the target, and of the
    /// others `lostBack` on the way back.
    void packets(int path, int sent, int lostForward, int lostBack);

    /// The first attempt of a service.
    void attempt(int path, boolean failed);
}
