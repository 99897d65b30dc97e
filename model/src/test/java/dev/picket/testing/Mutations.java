package dev.picket.testing;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Inputs that are nearly good: seeds with octets changed, left out, put in or taken from one
/// another. The same ones for the same seeds and number, so that each test run tries them all; a
/// search for others is a fuzzer's (`mvn -Pfuzz test`).
public final class Mutations {

    private static final int CHANGES_MAX = 6;
    private static final int BYTES_MAX = 2_048;
    private static final byte[] TELLING = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};

    private Mutations() {}

    /// Puts `count` mutations of `seeds` to `test`, by a random source begun with `number`. What
    /// fails is told with the input.
    public static void each(Stream<byte[]> seeds, int count, long number, Consumer<byte[]> test) {
        List<byte[]> all = seeds.toList();
        Random random = new Random(number);
        for (int i = 0; i < count; i++) {
            byte[] input = all.get(random.nextInt(all.size())).clone();
            for (int change = random.nextInt(CHANGES_MAX); change >= 0; change--) {
                input = changed(input, all.get(random.nextInt(all.size())), random);
            }
            try {
                test.accept(input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutation " + i + " of seed " + number + ": "
                        + HexFormat.of().formatHex(input), e);
            }
        }
    }

    private static byte[] changed(byte[] input, byte[] other, Random random) {
        int at = random.nextInt(input.length + 1);
        int bytes = 1 + random.nextInt(8);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(input, at);
            case 1 -> joined(Arrays.copyOf(input, at),
                    Arrays.copyOfRange(input, Math.min(input.length, at + bytes), input.length));
            case 2 -> joined(joined(Arrays.copyOf(input, at), new byte[bytes]),
                    Arrays.copyOfRange(input, at, input.length));
            case 3 -> joined(Arrays.copyOf(input, at),
                    Arrays.copyOfRange(other, Math.min(at, other.length), other.length));
            default -> {
                byte[] set = input.clone();
                for (int i = at; i < Math.min(set.length, at + random.nextInt(4)); i++) {
                    set[i] = random.nextBoolean()
                            ? TELLING[random.nextInt(TELLING.length)]
                            : (byte) random.nextInt();
                }
                yield set;
            }
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, Math.min(BYTES_MAX, one.length + other.length));
        System.arraycopy(other, 0, both, Math.min(one.length, both.length),
                both.length - Math.min(one.length, both.length));
        return both;
    }
}
