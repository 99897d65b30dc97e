package dev.picket.platform.net;

import java.net.InetAddress;
import java.util.Optional;

/// The addresses whose first `bits` bits are those of `address`, such as `10.81.0.0/16`.
public record AddressPrefix(InetAddress address, int bits) {

    public AddressPrefix {
        int most = address.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("bits must be 0 to " + most + ", got " + bits);
        }
    }

    /// Reads a numeric address with or without a length; empty where it is neither.
    public static Optional<AddressPrefix> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(
                    slash < 0 ? text : text.substring(0, slash));
            int bits = slash < 0
                    ? address.getAddress().length * Byte.SIZE
                    : Integer.parseInt(text.substring(slash + 1));
            return Optional.of(new AddressPrefix(address, bits));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whether `other` is of the same family and begins alike.
    public boolean contains(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] its = other.getAddress();
        if (own.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = 0xff00 >> Math.min(Byte.SIZE, bits - bit) & 0xff;
            int at = bit / Byte.SIZE;
            if (((own[at] ^ its[at]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
