package dev.picket.probes.tunnel;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An IPv6 address, its first eight octets and its last.
public record Ipv6Address(long high, long low) {

    static final int BYTES = 16;
    private static final int GROUPS = 8;

    public static Ipv6Address of(Inet6Address address) {
        return read(ByteBuffer.wrap(address.getAddress()), 0);
    }

    static Ipv6Address read(ByteBuffer bytes, int at) {
        return new Ipv6Address(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
    }

    void write(ByteBuffer into, int at) {
        into.putLong(at, high).putLong(at + Long.BYTES, low);
    }

    /// Whether packets may be sent to it as to one host: neither nobody's nor many's.
    boolean isUnicast() {
        return high >>> 56 != 0xff && !equals(new Ipv6Address(0, 0));
    }

    private int group(int number) {
        long half = number < GROUPS / 2 ? high : low;
        int above = GROUPS / 2 - 1 - number % (GROUPS / 2);
        return (int) (half >>> (above * Short.SIZE)) & 0xffff;
    }

    @Override
    public String toString() {
        return IntStream.range(0, GROUPS).mapToObj(number -> Integer.toHexString(group(number)))
                .collect(Collectors.joining(":"));
    }
}
