package dev.picket.detector;

/// The second key of a page: evidence alone opens, only harm pages.
///
/// Idea: a blip shorter than a tick can touch two ticks, but a path's round is much shorter than a
/// tick (a tenth of it), so a blip strikes each path in one of the two only. The key is *hard* when
/// a fifth of the culprit's paths have a fifth of their trials bad in two ticks running, **the same
/// paths in both**. A round of twenty packets says little about whether its path loses a fifth:
/// half of the paths that do lose less in one of two rounds. So where at least [#POOLED_PATHS] are
/// struck in both ticks (each tally speaks for a fifth more loss than the path's working rate), it
/// is their ratio together, in each of the two ticks, that must not be surely below a fifth. It is
/// *lasting* when three ticks after onset the newest tick by itself is still bad and the harm is
/// enough. A shorter one is a blip: recorded, and nobody's night call.
/// Delay: a fault on all paths that begins at a moment u of a tick leaves 1−u of them bad in that
/// tick and all in the next, so the hard key turns at the end of the next tick where u < 0.8, else
/// of the one after: at most 2.2 ticks after onset, 3 ticks where fewer paths are harmed.
/// Cost: two look-ups a member. Refused: counting bad paths in each tick by itself, which a blip
/// over the border of two ticks passes with different paths; three hard ticks, which come up to 4
/// ticks after onset; "still bad" by a mean that reaches back into the blip itself; pooling few
/// paths, where a path that a blip strikes in one tick is easily bad by itself in the other.
/// Limit: where a path has several rounds a tick, a blip of more than 0.4 ticks can strike it in
/// two ticks running.
final class PageKey {

    private static final double BAD_TRIALS = 0.2;
    private static final double BAD_PATHS = 0.2;
    /// Paths struck in both ticks from which on their ratio together is asked for.
    private static final int POOLED_PATHS = 5;
    /// The least part of the paths that just lose a fifth of 20 packets which is struck in two
    /// ticks running: 0.87 on average, less in 1 of 1,000 where ten of 34 are harmed.
    private static final double SHOWN = 0.7;
    /// A path is struck when its tally speaks so many nats for a fifth more loss: from two packets
    /// of 20 on, which a calm path loses in one round of a thousand, not one, which it does in 25.
    private static final double STRUCK_NATS = 2;
    /// A ratio is surely below a fifth where it is so many standard errors below: 1 in 100 ticks of
    /// a fault of just a fifth.
    private static final double SURE_ERRORS = 2.33;
    private static final int LASTING_TICKS = 3;
    /// A tick is as bad as the worst before it when it has more than this part of its bad trials.
    private static final double STILL = 0.4;

    private PageKey() {}

    /// Whether a fifth of `members` are hard hit in both of the two ticks that end with `now`.
    static boolean isHard(TallyRing ring, int[] members, long now) {
        if (!ring.holds(now) || !ring.holds(now - 1)) {
            return false;
        }
        int watched = 0;
        int hard = 0;
        int struck = 0;
        Pool before = new Pool();
        Pool newest = new Pool();
        for (int i : members) {
            if (!ring.has(now, i) || !ring.has(now - 1, i)) {
                continue;
            }
            watched++;
            hard += isHard(ring, i, now) && isHard(ring, i, now - 1) ? 1 : 0;
            if (isStruck(ring, i, now) && isStruck(ring, i, now - 1)) {
                struck++;
                before.add(ring, i, now - 1);
                newest.add(ring, i, now);
            }
        }
        double wanted = BAD_PATHS * watched;
        boolean together = struck >= POOLED_PATHS && struck >= SHOWN * wanted
                && before.mayBeHard() && newest.mayBeHard();
        return watched > 0 && (hard >= wanted || together);
    }

    private static boolean isHard(TallyRing ring, int i, long tick) {
        return ring.bad(tick, i) >= BAD_TRIALS * ring.table(tick, i).trials();
    }

    /// Whether a tally speaks for a fifth more loss than the path's working rate.
    private static boolean isStruck(TallyRing ring, int i, long tick) {
        double calm = ring.table(tick, i).rate();
        double harmed = 1 - (1 - calm) * (1 - BAD_TRIALS);
        int good = ring.table(tick, i).trials() - ring.bad(tick, i);
        return ring.bad(tick, i) * Math.log(harmed / calm)
                + good * Math.log(1 - BAD_TRIALS) > STRUCK_NATS;
    }

    /// Whether so many ticks have passed since onset that a fault still bad is a lasting one.
    static boolean isLasting(long onset, long now) {
        return now - onset >= LASTING_TICKS;
    }

    /// Whether the newest tick is still bad on `affected`, the paths found bad in the ticks from
    /// `onset` to the one before it. Those a fault was opened by are the worst of one tick, by luck
    /// as well as by the fault: of all paths that lose a twentieth, a third that lost an eighth,
    /// which they do not again. So the paths are those found until now, and as a burst on one of
    /// them is no fault, a path's bad trials count up to where its round is a bad one.
    static boolean isStillBad(TallyRing ring, int[] affected, long onset, long now) {
        if (affected.length < POOLED_PATHS || !ring.holds(now)) {
            return false;
        }
        int worst = 0;
        for (long tick = onset; tick < now; tick++) {
            worst = Math.max(worst, ring.holds(tick) ? cut(ring, affected, tick) : 0);
        }
        return worst > 0 && cut(ring, affected, now) > STILL * worst;
    }

    private static int cut(TallyRing ring, int[] paths, long tick) {
        int bad = 0;
        for (int i : paths) {
            bad += ring.has(tick, i) ? ring.table(tick, i).cut(ring.bad(tick, i)) : 0;
        }
        return bad;
    }

    /// The tallies of several paths in one tick.
    private static final class Pool {
        private int trials;
        private int bad;

        void add(TallyRing ring, int i, long tick) {
            trials += ring.table(tick, i).trials();
            bad += ring.bad(tick, i);
        }

        boolean mayBeHard() {
            double error = Math.sqrt(BAD_TRIALS * (1 - BAD_TRIALS) * trials);
            return bad >= BAD_TRIALS * trials - SURE_ERRORS * error;
        }
    }
}
