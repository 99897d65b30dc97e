package dev.picket.probes.wireguard;

import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;
import java.util.Optional;

/// A peer as a gateway knows it: its keys, the greatest timestamp heard, the newest session.
final class GatewayPeer {

    private final PresharedKey psk;
    private final byte[] staticStatic;
    private Optional<Tai64n> greatest = Optional.empty();
    private Optional<MonotonicInstant> heardAt = Optional.empty();
    private Optional<Session> session = Optional.empty();

    private record Session(int index, TransportKeys keys) {}

    GatewayPeer(PresharedKey psk, byte[] staticStatic) {
        this.psk = psk;
        this.staticStatic = staticStatic;
    }

    PresharedKey psk() {
        return psk;
    }

    byte[] staticStatic() {
        return staticStatic;
    }

    boolean isNewer(Tai64n timestamp) {
        return greatest.isEmpty() || timestamp.compareTo(greatest.get()) > 0;
    }

    boolean isSpaced(MonotonicInstant now, Duration spacing) {
        return heardAt.isEmpty() || !now.isBefore(heardAt.get().plus(spacing));
    }

    void heard(MonotonicInstant now, Tai64n timestamp) {
        heardAt = Optional.of(now);
        greatest = Optional.of(timestamp);
    }

    void established(int index, TransportKeys keys) {
        session.ifPresent(old -> old.keys().wipe());
        session = Optional.of(new Session(index, keys));
    }

    /// The index of the newest session.
    Optional<Integer> index() {
        return session.map(Session::index);
    }

    boolean opens(byte[] message) {
        return session.flatMap(open -> open.keys().open(message)).isPresent();
    }
}
