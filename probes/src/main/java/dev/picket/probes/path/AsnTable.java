package dev.picket.probes.path;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which autonomous system announces an address: the longest prefix that holds it, of a table the
/// operator makes from routing data (MRT).
///
/// For each length the prefixes lie sorted in one array; a look-up goes from the longest length
/// down with one binary search each: 12 octets for a prefix, at most 65 searches of 20 steps.
/// Refused: a trie, quicker by a few microseconds in what is asked once for each hop, and ten times
/// as large.
public final class AsnTable {

    /// Problems told; beyond it a file is no such table.
    public static final int PROBLEMS_MAX = 20;
    /// Prefixes read: twice the table of the whole Internet in 2026.
    public static final int PREFIXES_MAX = 3_000_000;
    /// Of an IPv6 address only the half that is routed between networks is looked at.
    private static final int BITS_MAX = 64;
    private static final long ASN_MAX = 0xffff_ffffL;

    private final Half four;
    private final Half six;

    private AsnTable(Half four, Half six) {
        this.four = four;
        this.six = six;
    }

    /// A table without a prefix.
    public static final AsnTable EMPTY = new AsnTable(new Half(Map.of()), new Half(Map.of()));

    /// A table, or what is wrong with the lines it was to be read from.
    public sealed interface Reading {
        record Valid(AsnTable table) implements Reading {}

        /// What is wrong.
        ///
        /// @param problems each with its line, such as `line 7: expected prefix and ASN`
        record Invalid(List<String> problems) implements Reading {}
    }

    /// Reads lines such as `203.0.113.0/24 64500`; empty ones and those that begin with `#` are
    /// passed over. Of several ASNs (`64500 64501`, `{64500,64501}`), as of a prefix announced by
    /// several, the first counts.
    public static Reading read(Iterable<String> lines) {
        Map<Integer, SortedMap<Long, Long>> four = new TreeMap<>();
        Map<Integer, SortedMap<Long, Long>> six = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        int count = 0;
        for (String line : lines) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            count++;
            String problem = count > PREFIXES_MAX
                    ? "more than " + PREFIXES_MAX + " prefixes"
                    : add(text, four, six);
            if (!problem.isEmpty()) {
                problems.add("line " + number + ": " + problem);
            }
            if (problems.size() >= PROBLEMS_MAX || count > PREFIXES_MAX) {
                break;
            }
        }
        return problems.isEmpty()
                ? new Reading.Valid(new AsnTable(new Half(four), new Half(six)))
                : new Reading.Invalid(problems);
    }

    /// What is wrong with the line; empty where it was taken.
    private static String add(String line, Map<Integer, SortedMap<Long, Long>> four,
            Map<Integer, SortedMap<Long, Long>> six) {
        String[] words = line.split("[\\s,]+", 3);
        int slash = words[0].indexOf('/');
        if (words.length < 2 || slash < 0) {
            return "expected a prefix and an ASN such as 203.0.113.0/24 64500, got " + line;
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(words[0].substring(0, slash));
        } catch (IllegalArgumentException _) {
            return "expected a numeric prefix, got " + words[0];
        }
        boolean isFour = address.getAddress().length == Integer.BYTES;
        int bits = number(words[0].substring(slash + 1));
        int most = isFour ? Integer.SIZE : BITS_MAX;
        if (bits < 0 || bits > most) {
            return "expected a length of 0 to " + most + ", got " + words[0];
        }
        long asn = asn(words[1]);
        if (asn < 0) {
            return "expected an ASN of 0 to 4294967295, got " + words[1];
        }
        long key = key(address);
        if ((key & ~mask(bits)) != 0) {
            return "the prefix has bits behind its length: " + words[0];
        }
        (isFour ? four : six).computeIfAbsent(bits, _ -> new TreeMap<>()).put(key, asn);
        return "";
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static long asn(String text) {
        String digits = text.replaceAll("^(AS|\\{)+|}$", "");
        long value = digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
        return value <= ASN_MAX ? value : -1;
    }

    /// The ASN of the longest prefix that holds `address`; empty where none does.
    public OptionalLong asnOf(InetAddress address) {
        Half half = address.getAddress().length == Integer.BYTES ? four : six;
        return half.find(key(address));
    }

    /// Whether any prefix is of `asn`.
    public boolean announces(long asn) {
        return four.announces((int) asn) || six.announces((int) asn);
    }

    /// The first 64 bits of the address.
    private static long key(InetAddress address) {
        return ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), Long.BYTES)).getLong();
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (BITS_MAX - bits);
    }

    /// The prefixes of one family.
    private static final class Half {

        private final long[][] prefixes = new long[BITS_MAX + 1][0];
        private final int[][] asns = new int[BITS_MAX + 1][0];

        Half(Map<Integer, SortedMap<Long, Long>> byLength) {
            byLength.forEach((bits, found) -> {
                prefixes[bits] = found.keySet().stream().mapToLong(Long::longValue).toArray();
                asns[bits] = found.values().stream().mapToInt(Long::intValue).toArray();
            });
        }

        boolean announces(int asn) {
            return Arrays.stream(asns).flatMapToInt(Arrays::stream).anyMatch(of -> of == asn);
        }

        OptionalLong find(long key) {
            for (int bits = BITS_MAX; bits >= 0; bits--) {
                int at = Arrays.binarySearch(prefixes[bits], key & mask(bits));
                if (at >= 0) {
                    return OptionalLong.of(Integer.toUnsignedLong(asns[bits][at]));
                }
            }
            return OptionalLong.empty();
        }
    }
}
