package dev.picket.probes.wireguard;

import java.util.Optional;

/// An established tunnel as one side speaks it (WireGuard paper, section 5.4.6): every packet goes
/// under a counter of its own and is padded to a multiple of 16, and no counter is taken twice.
final class Transport {

    private final TransportKeys keys;
    private final ReplayWindow window = new ReplayWindow();
    private long counter;

    Transport(TransportKeys keys) {
        this.keys = keys;
    }

    /// The data message that carries `packet`; an empty one is a keepalive.
    byte[] seal(byte[] packet) {
        return keys.seal(counter++, packet);
    }

    /// What a data message carries, its padding with it. Empty where it is none of this tunnel's or
    /// came before.
    Optional<byte[]> open(byte[] message) {
        return Layout.is(Layout.DATA, message)
                ? keys.open(message)
                        .filter(_ -> window.take(Bytes.getLong(message, Layout.DATA_COUNTER)))
                : Optional.empty();
    }

    void wipe() {
        keys.wipe();
    }
}
