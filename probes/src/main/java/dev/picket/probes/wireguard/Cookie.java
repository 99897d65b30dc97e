package dev.picket.probes.wireguard;

import java.security.MessageDigest;

/// What a gateway under load hands to an address, to be shown back from there (WireGuard paper,
/// section 5.4.7). It is bound to source address and port, so the retry uses the same socket.
final class Cookie {

    private final byte[] value;

    Cookie(byte[] value) {
        this.value = value;
    }

    byte[] value() {
        return value;
    }

    /// Writes mac2 of an initiation, over all before it, mac1 included.
    void sign(byte[] initiation) {
        Bytes.put(initiation, Layout.INIT_MAC2, mac2(initiation));
    }

    boolean hasSigned(byte[] initiation) {
        return MessageDigest.isEqual(mac2(initiation),
                Bytes.slice(initiation, Layout.INIT_MAC2, Blake2s.MAC_LENGTH));
    }

    private byte[] mac2(byte[] initiation) {
        return Blake2s.macOfStart(value, initiation, Layout.INIT_MAC2);
    }
}
