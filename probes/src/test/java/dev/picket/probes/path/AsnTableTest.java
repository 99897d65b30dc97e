package dev.picket.probes.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsnTableTest {

    private static AsnTable table(String... lines) {
        return AsnTable.read(List.of(lines)) instanceof AsnTable.Reading.Valid(AsnTable table)
                ? table
                : org.assertj.core.api.Assertions.fail(AsnTable.read(List.of(lines)).toString());
    }

    private static OptionalLong asn(AsnTable table, String address) {
        return table.asnOf(InetAddress.ofLiteral(address));
    }

    @Test
    void theLongestPrefixThatHoldsTheAddressNamesTheNetwork() {
        AsnTable table = table("# made from a table dump", "", "203.0.112.0/20 174",
                "203.0.113.0/24 AS64500", "203.0.113.128/25 4294967295", "2001:db8::/32 1299",
                "2001:db8:1::/48 {64501,64502}", "0.0.0.0/0\t1 2 3");

        assertThat(asn(table, "203.0.112.1")).hasValue(174);
        assertThat(asn(table, "203.0.113.127")).hasValue(64_500);
        assertThat(asn(table, "203.0.113.128")).hasValue(4_294_967_295L);
        assertThat(asn(table, "198.51.100.1")).hasValue(1);
        assertThat(asn(table, "2001:db8:2::1")).hasValue(1299);
        assertThat(asn(table, "2001:db8:1:ffff:ffff::1")).hasValue(64_501);
        assertThat(asn(table, "2001:db9::1")).isEmpty();
        assertThat(asn(AsnTable.EMPTY, "203.0.113.1")).isEmpty();
    }

    @Test
    void everyWrongLineIsToldWithItsNumber() {
        assertThat(AsnTable.read(List.of("203.0.113.0/24 64500", "example/24 1", "203.0.113.0/33 1",
                "2001:db8::/65 1", "203.0.113.0/24", "203.0.113.0/24 4294967296",
                "203.0.113.1/24 1"))).isEqualTo(new AsnTable.Reading.Invalid(List.of(
                        "line 2: expected a numeric prefix, got example/24",
                        "line 3: expected a length of 0 to 32, got 203.0.113.0/33",
                        "line 4: expected a length of 0 to 64, got 2001:db8::/65",
                        "line 5: expected a prefix and an ASN such as 203.0.113.0/24 64500, "
                                + "got 203.0.113.0/24",
                        "line 6: expected an ASN of 0 to 4294967295, got 4294967296",
                        "line 7: the prefix has bits behind its length: 203.0.113.1/24")));
    }

    /// Against a search through all prefixes.
    @Test
    void findsWhatASearchThroughAllFinds() throws UnknownHostException {
        Random random = new Random(65_000);
        List<String> lines = new ArrayList<>();
        int[] bits = new int[500];
        int[] prefixes = new int[bits.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = random.nextInt(33);
            // Few distinct high bits, so that prefixes lie within each other.
            int address = random.nextInt() & 0x0fff_ffff;
            prefixes[i] = bits[i] == 0 ? 0 : address & (-1 << (32 - bits[i]));
            lines.add(InetAddress.getByAddress(octets(prefixes[i])).getHostAddress() + "/"
                    + bits[i] + " " + (i + 1));
        }
        AsnTable table = table(lines.toArray(String[]::new));
        for (int i = 0; i < 20_000; i++) {
            int address = random.nextInt() & 0x0fff_ffff;
            int best = -1;
            for (int j = 0; j < bits.length; j++) {
                boolean holds = bits[j] == 0 || (address ^ prefixes[j]) >>> (32 - bits[j]) == 0;
                if (holds && (best < 0 || bits[j] >= bits[best])) {
                    best = j;
                }
            }
            OptionalLong found = table.asnOf(InetAddress.getByAddress(octets(address)));
            assertThat(found).as(Arrays.toString(octets(address)))
                    .isEqualTo(best < 0 ? OptionalLong.empty() : OptionalLong.of(best + 1L));
        }
    }

    private static byte[] octets(int address) {
        return new byte[]{(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8),
                (byte) address};
    }
}
