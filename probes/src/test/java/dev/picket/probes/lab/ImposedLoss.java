package dev.picket.probes.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Loss that the router makes.
///
/// @param manner each packet for itself, or blocks of [#BLOCK] in a row
/// @param tenThousandths of the packets of that direction
record ImposedLoss(Direction direction, Manner manner, int tenThousandths) {

    /// Packets lost in a row.
    static final int BLOCK = 10;

    private static final int ALL = 10_000;
    private static final List<Integer> RATIOS = List.of(10, 100, 500);

    enum Direction {
        FORWARD("ip daddr"), RETURN("ip saddr");

        private final String match;

        Direction(String match) {
            this.match = match;
        }
    }

    enum Manner {
        RANDOM, IN_BLOCKS
    }

    /// `count` of them, drawn from `seed`; the ratios take turns.
    static List<ImposedLoss> drawn(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ImposedLoss> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(new ImposedLoss(random.nextBoolean() ? Direction.FORWARD : Direction.RETURN,
                    random.nextBoolean() ? Manner.RANDOM : Manner.IN_BLOCKS,
                    RATIOS.get(i % RATIOS.size())));
        }
        return drawn;
    }

    /// The rule that makes it, for packets of one of these lengths.
    String rule(String lengths) {
        String chosen = switch (manner) {
            case RANDOM -> "numgen random mod " + ALL + " < " + tenThousandths;
            case IN_BLOCKS -> "numgen inc mod " + ALL / tenThousandths * BLOCK + " < " + BLOCK;
        };
        return direction.match + " " + Lab.TARGET + " meta l4proto udp meta length { " + lengths
                + " } " + chosen + " counter drop";
    }
}
