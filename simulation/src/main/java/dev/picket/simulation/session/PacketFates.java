package dev.picket.simulation.session;

import java.util.OptionalLong;

/// What becomes of each packet of one run and of its answer. Each is asked about once.
public interface PacketFates {

    /// How long packet number `packet`, sent at `nanos`, takes to its target; empty where lost.
    OptionalLong forwardNanos(int packet, long nanos);

    /// How long the answer to packet number `packet`, given at `nanos`, takes back; empty where it
    /// is lost or dropped by the prober's own kernel.
    OptionalLong returnNanos(int packet, long nanos);

    /// Whether packet number `packet` comes to its target twice.
    default boolean comesTwice(int packet) {
        return false;
    }

    /// Whether its answer comes back twice.
    default boolean returnsTwice(int packet) {
        return false;
    }
}
