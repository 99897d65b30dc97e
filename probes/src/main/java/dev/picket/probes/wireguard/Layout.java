package dev.picket.probes.wireguard;

/// Where the fields of the four messages stand: offsets and lengths in bytes (WireGuard paper,
/// section 5.4). Each message begins with its type and three zero bytes.
final class Layout {

    static final int INITIATION = 1;
    static final int RESPONSE = 2;
    static final int COOKIE = 3;
    static final int DATA = 4;

    static final int INITIATION_LENGTH = 148;
    static final int RESPONSE_LENGTH = 92;
    static final int COOKIE_LENGTH = 64;
    static final int KEEPALIVE_LENGTH = 32;

    /// In all but the cookie: who sends. In cookie and data: whom it is for.
    static final int FIRST_INDEX = 4;

    static final int INIT_EPHEMERAL = 8;
    static final int INIT_STATIC = 40;
    static final int INIT_STATIC_LENGTH = 48;
    static final int INIT_TIMESTAMP = 88;
    static final int INIT_TIMESTAMP_LENGTH = 28;
    static final int INIT_MAC1 = 116;
    static final int INIT_MAC2 = 132;

    static final int RESPONSE_RECEIVER = 8;
    static final int RESPONSE_EPHEMERAL = 12;
    static final int RESPONSE_EMPTY = 44;
    static final int RESPONSE_MAC1 = 60;

    static final int COOKIE_NONCE = 8;
    static final int COOKIE_NONCE_LENGTH = 24;
    static final int COOKIE_SEALED = 32;

    static final int DATA_COUNTER = 8;
    static final int DATA_SEALED = 16;

    private Layout() {}

    /// Whether the datagram is a message of this type: its length fits and the three bytes after
    /// the type are zero.
    static boolean is(int type, byte[] datagram) {
        boolean lengthFits = switch (type) {
            case INITIATION -> datagram.length == INITIATION_LENGTH;
            case RESPONSE -> datagram.length == RESPONSE_LENGTH;
            case COOKIE -> datagram.length == COOKIE_LENGTH;
            default -> datagram.length >= KEEPALIVE_LENGTH && datagram.length % 16 == 0;
        };
        return lengthFits && Bytes.getInt(datagram, 0) == type;
    }
}
