package dev.picket.simulation.scorecard.stream;

import static dev.picket.simulation.scorecard.stream.InjectedFault.either;

import java.util.SplittableRandom;

/// The packets of one path, tick by tick, from a random stream of its own.
///
/// Idea: while a path is calm, the next lost packet is a geometric number of packets away, so a
/// calm round costs nothing: [#cleanUntil] says from which tick on something may happen, and the
/// rounds before it are taken off the number when the path is asked again. It carries over because
/// the geometric distribution has no memory. Rounds in a burst or under a fault draw binomially by
/// the same jumps and leave it standing. Refused: a draw for each round, and a subtraction for
/// each.
final class PathNoise {

    private static final double TICKS_PER_DAY = 8_640;

    private final SplittableRandom random;
    private final Bursts bursts;
    private final double oneWay;
    private final double failRatio;
    private final double burstsPerTick;
    private double season = 1;
    private double untilForward;
    private double untilBack;
    /// The tick up to which the numbers of packets until the next loss are reckoned.
    private long reckoned;
    private long burstFrom;
    private long burstTo;
    private boolean burstBack;
    int lostForward;
    int lostBack;

    /// @param lossRatio this path's own calm round-trip ratio
    /// @param burstFactor this path's own factor on the rate of bursts
    PathNoise(long seed, double lossRatio, double failRatio, Bursts bursts, double burstFactor) {
        this.random = new SplittableRandom(seed);
        this.bursts = bursts;
        this.oneWay = lossRatio / 2;
        this.failRatio = failRatio;
        this.burstsPerTick = bursts.perPathPerDay() * burstFactor / TICKS_PER_DAY;
        this.untilForward = gap(oneWay);
        this.untilBack = gap(oneWay);
        drawBurst(0);
    }

    /// Packets lost in one direction while nothing is wrong and no season is on (0..1).
    double oneWay() {
        return oneWay;
    }

    /// First attempts of a service that fail then (0..1).
    double failRatio() {
        return failRatio;
    }

    /// From this tick on all ratios are multiplied by `factor`.
    void season(long tick, int sent, double factor) {
        skipTo(tick, sent);
        season = factor;
        untilForward = gap(oneWay * factor);
        untilBack = gap(oneWay * factor);
    }

    /// Draws the round of a tick into [#lostForward] and [#lostBack] (of those that arrived). Ticks
    /// left out since the last one had clean rounds.
    void packets(long tick, int sent, double forward, double back) {
        skipTo(tick, sent);
        reckoned = tick + 1;
        double burst = burst(tick);
        if (burst == 0 && forward == 0 && back == 0) {
            lostForward = 0;
            while (untilForward < sent) {
                lostForward++;
                untilForward += 1 + gap(oneWay * season);
            }
            untilForward -= sent;
            lostBack = 0;
            int arrived = sent - lostForward;
            while (untilBack < arrived) {
                lostBack++;
                untilBack += 1 + gap(oneWay * season);
            }
            untilBack -= arrived;
            return;
        }
        double calm = Math.min(1, oneWay * season);
        lostForward = binomial(sent, either(either(calm, forward), burstBack ? 0 : burst));
        lostBack = binomial(sent - lostForward,
                either(either(calm, back), burstBack ? burst : 0));
    }

    /// The first tick after the last round whose round may lose a packet without a fault, where
    /// rounds are of `sent` packets.
    long cleanUntil(int sent) {
        long inBurst = Math.max(reckoned, burstFrom);
        double rounds = Math.floor(Math.min(untilForward, untilBack) / sent);
        return rounds >= inBurst - reckoned ? inBurst : reckoned + (long) rounds;
    }

    private void skipTo(long tick, int sent) {
        double skipped = (double) (tick - reckoned) * sent;
        untilForward -= skipped;
        untilBack -= skipped;
        reckoned = tick;
    }

    /// Whether the first attempt of a service fails, over a network that loses in either direction.
    boolean fails(long tick, double forward, double back, double fail) {
        double network = either(either(forward, back), burst(tick));
        double ratio = either(Math.min(1, failRatio * season), either(network, fail));
        return random.nextDouble() < ratio;
    }

    /// Whether a service fails that no network of ours carries.
    boolean failsAlone(double fail) {
        return random.nextDouble() < either(Math.min(1, failRatio * season), fail);
    }

    private double burst(long tick) {
        while (tick >= burstTo) {
            drawBurst(burstTo);
        }
        return tick >= burstFrom ? bursts.lossMost() * random.nextDouble() : 0;
    }

    private void drawBurst(long after) {
        double wait = gap(burstsPerTick);
        burstFrom = after + (long) Math.min(wait, Long.MAX_VALUE / 4.0);
        burstTo = burstFrom + 1 + (long) gap(1 / bursts.meanTicks());
        burstBack = random.nextBoolean();
    }

    /// How many trials without the event come before it.
    private double gap(double probability) {
        if (probability <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return probability >= 1
                ? 0
                : Math.floor(random.nextExponential() / -Math.log1p(-probability));
    }

    private int binomial(int trials, double probability) {
        if (probability > 0.5) {
            return trials - binomial(trials, 1 - probability);
        }
        int count = 0;
        for (double at = gap(probability); at < trials; at += 1 + gap(probability)) {
            count++;
        }
        return count;
    }
}
