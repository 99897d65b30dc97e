package dev.picket.detector;

/// The second key of a page: evidence alone opens, only harm pages.
///
/// Idea: a blip shorter than a tick can touch two ticks, but a path's round is much shorter than a
/// tick (a tenth of it), so a blip strikes each path in one of the two only. The key is *hard* when
/// a fifth of the culprit's paths have a fifth of their trials bad in two ticks running, **the same
/// paths in both**. It is *lasting* when three ticks after onset the newest tick by itself is still
/// bad and the harm is enough. A shorter one is a blip: recorded, and nobody's night call.
/// Delay: a fault on all paths that begins at a moment u of a tick leaves 1−u of them bad in that
/// tick and all in the next, so the hard key turns at the end of the next tick where u < 0.8, else
/// of the one after: at most 2.2 ticks after onset, 3 ticks where fewer paths are harmed.
/// Cost: two look-ups a member. Refused: counting bad paths in each tick by itself, which a blip
/// over the border of two ticks passes with different paths; three hard ticks, which come up to 4
/// ticks after onset; "still bad" by a mean that reaches back into the blip itself.
/// Limit: where a path has several rounds a tick, a blip of more than 0.4 ticks can strike it in
/// two ticks running.
final class PageKey {

    private static final double BAD_TRIALS = 0.2;
    private static final double BAD_PATHS = 0.2;
    private static final int LASTING_TICKS = 3;

    private PageKey() {}

    /// Whether a fifth of `members` are hard hit in both of the two ticks that end with `now`.
    static boolean isHard(TallyRing ring, int[] members, long now) {
        if (!ring.holds(now) || !ring.holds(now - 1)) {
            return false;
        }
        int watched = 0;
        int bad = 0;
        for (int i : members) {
            if (ring.has(now, i) && ring.has(now - 1, i)) {
                watched++;
                bad += isBad(ring, i, now) && isBad(ring, i, now - 1) ? 1 : 0;
            }
        }
        return watched > 0 && bad >= BAD_PATHS * watched;
    }

    private static boolean isBad(TallyRing ring, int i, long tick) {
        return ring.bad(tick, i) >= BAD_TRIALS * ring.table(tick, i).trials();
    }

    /// Whether so many ticks have passed since onset that a fault still bad is a lasting one.
    static boolean isLasting(long onset, long now) {
        return now - onset >= LASTING_TICKS;
    }
}
