package dev.picket.simulation.noise;

/// Episodes in the order of time, none overlapping.
interface Episodes {

    /// The first moment from `nanos` on that lies in an episode.
    long troubledFrom(long nanos);

    /// The episode that `nanos` lies in, or the one after it.
    Episode at(long nanos);
}
