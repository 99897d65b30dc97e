package dev.picket.detector;

/// The second key of a page: evidence alone opens, only harm pages.
///
/// It turns when a fifth of the culprit's paths have a fifth of their trials bad in two ticks
/// running, or when the fault is still bad three ticks after its onset and harms enough. A shorter
/// one is a blip: recorded, and nobody's night call.
final class PageKey {

    private static final double BAD_TRIALS = 0.2;
    private static final double BAD_PATHS = 0.2;
    private static final int LASTING_TICKS = 3;

    private PageKey() {}

    /// Whether `members` are hard hit in each of the two ticks that end with `now`.
    static boolean isHard(TallyRing ring, int[] members, long now) {
        return isHardTick(ring, members, now) && isHardTick(ring, members, now - 1);
    }

    private static boolean isHardTick(TallyRing ring, int[] members, long tick) {
        if (!ring.holds(tick)) {
            return false;
        }
        int watched = 0;
        int bad = 0;
        for (int i : members) {
            if (ring.has(tick, i)) {
                watched++;
                bad += ring.bad(tick, i) >= BAD_TRIALS * ring.table(tick, i).trials() ? 1 : 0;
            }
        }
        return watched > 0 && bad >= BAD_PATHS * watched;
    }

    /// Whether so many ticks have passed since onset that a fault still bad is a lasting one.
    static boolean isLasting(long onset, long now) {
        return now - onset >= LASTING_TICKS;
    }
}
