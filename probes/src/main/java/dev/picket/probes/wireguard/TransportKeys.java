package dev.picket.probes.wireguard;

import java.util.Arrays;
import java.util.Optional;

/// The keys of an established tunnel as one side holds them.
final class TransportKeys {

    private static final int PADDING = 16;

    private final byte[] sending;
    private final byte[] receiving;
    private final int remoteIndex;

    TransportKeys(byte[] sending, byte[] receiving, int remoteIndex) {
        this.sending = sending;
        this.receiving = receiving;
        this.remoteIndex = remoteIndex;
    }

    /// An empty data message, 32 bytes. Sent once by the initiator it confirms the handshake and
    /// keeps the gateway from asking for life signs later.
    byte[] keepalive(long counter) {
        return seal(counter, new byte[0]);
    }

    /// A data message that carries `packet` and zeroes up to a multiple of 16 bytes.
    byte[] seal(long counter, byte[] packet) {
        byte[] padded = Arrays.copyOf(packet,
                Math.ceilDiv(packet.length, PADDING) * PADDING);
        byte[] sealed = Aead.seal(sending, counter, padded, new byte[0]);
        byte[] message = new byte[Layout.DATA_SEALED + sealed.length];
        message[0] = Layout.DATA;
        Bytes.putInt(message, Layout.FIRST_INDEX, remoteIndex);
        Bytes.putLong(message, Layout.DATA_COUNTER, counter);
        Bytes.put(message, Layout.DATA_SEALED, sealed);
        return message;
    }

    /// What a data message carries, or empty where it was not made with these keys.
    Optional<byte[]> open(byte[] message) {
        byte[] sealed = Bytes.slice(message, Layout.DATA_SEALED,
                message.length - Layout.DATA_SEALED);
        return Aead.open(receiving, Bytes.getLong(message, Layout.DATA_COUNTER), sealed,
                new byte[0]);
    }

    void wipe() {
        Bytes.wipe(sending);
        Bytes.wipe(receiving);
    }
}
