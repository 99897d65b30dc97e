package dev.picket.simulation.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A seeded trace like a recorded round trip: levels that hold for hours, shifts between them in
/// both directions and often back, heavy-tailed noise, stray values, a daily swing, lost answers,
/// excursions of a few values that nobody would mark, and spells of congestion that people do mark
/// at both ends.
record LevelTrace(List<Double> values, List<Integer> shifts) {

    static final int SAMPLES = 4_000;
    private static final double SAMPLES_PER_DAY = 360;

    static LevelTrace of(SplittableRandom random) {
        double[] values = new double[SAMPLES];
        List<Integer> shifts = new ArrayList<>();
        double home = 60 + 300 * random.nextDouble();
        double noise = home * 0.0005 * Math.pow(8, random.nextDouble());
        double swing = noise * random.nextDouble();
        double level = home;
        int at = 0;
        while (at < SAMPLES) {
            int end = Math.min(SAMPLES, at + 40 + (int) (-400 * Math.log(random.nextDouble())));
            for (int i = at; i < end; i++) {
                values[i] = level + swing * Math.sin(2 * Math.PI * i / SAMPLES_PER_DAY)
                        + noise * heavy(random);
            }
            disturb(values, at, end, level, random);
            double before = level;
            if (end < SAMPLES) {
                shifts.add(end);
                level = random.nextBoolean() && level != home ? home : home + jump(home, random);
            }
            if (end < SAMPLES && Math.abs(level - before) < 0.01 * home) {
                level = before + 0.03 * home;
            }
            at = end;
        }
        spells(values, shifts, random);
        return new LevelTrace(Arrays.stream(values).boxed().toList(), shifts);
    }

    private static double jump(double home, SplittableRandom random) {
        double size = home * (0.012 + 0.06 * random.nextDouble());
        return random.nextBoolean() ? size : -size;
    }

    /// Laplace, with tails.
    private static double heavy(SplittableRandom random) {
        double size = -Math.log(random.nextDouble()) * (random.nextInt(30) == 0 ? 4 : 1);
        return random.nextBoolean() ? size : -size;
    }

    private static void disturb(double[] values, int from, int to, double level,
            SplittableRandom random) {
        for (int i = from; i < to; i++) {
            int lot = random.nextInt(1_000);
            if (lot < 8) {
                values[i] = level * (1 + 0.02 / Math.sqrt(random.nextDouble()));
            } else if (lot < 10) {
                values[i] = -1;
            } else if (lot == 10 && i + 4 < to && i > from + 20) {
                double height = 0.05 * level;
                values[i] += height;
                values[i + 1] += height;
            }
        }
    }

    /// Lays two spells of congestion over quiet stretches.
    private static void spells(double[] values, List<Integer> shifts, SplittableRandom random) {
        for (int spell = 0; spell < 2; spell++) {
            int from = 200 + random.nextInt(SAMPLES - 400);
            int to = from + 40 + random.nextInt(40);
            boolean quiet = shifts.stream().noneMatch(it -> it > from - 60 && it < to + 60);
            if (quiet) {
                for (int i = from; i < to; i++) {
                    values[i] += values[i] * 0.1 * (0.3 + random.nextDouble());
                }
                shifts.add(from);
                shifts.add(to);
            }
        }
        shifts.sort(null);
    }
}
