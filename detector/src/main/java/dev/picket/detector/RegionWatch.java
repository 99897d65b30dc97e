package dev.picket.detector;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Vantage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the vantages elsewhere see of a region: what tells a region that is cut off from a vantage
/// in it that is blind.
///
/// A vantage that is silent, or sees nothing but bad, may be either. Where its region's targets are
/// bad from [#OTHERS_MIN] vantages elsewhere, and from most of those that watch it, the region is
/// cut off; where they are good from there, the vantage is blind; where fewer than that watch it,
/// nobody can tell. Cost: the look-ups of the region's paths in the last ticks, when asked.
final class RegionWatch {

    /// Vantages elsewhere without whom nothing is said.
    static final int OTHERS_MIN = 3;
    private static final int SEEN_TICKS = 3;
    private static final double BAD_RATIO = 0.5;
    /// From this ratio on a vantage sees nothing but bad.
    private static final double DARK_RATIO = 0.9;

    private final TallyRing ring;
    private final TreeMap<String, TreeMap<String, List<Integer>>> into = new TreeMap<>();
    private final TreeMap<String, List<Integer>> from = new TreeMap<>();
    private final TreeMap<String, List<String>> inside = new TreeMap<>();
    private final Map<String, Vantage> vantages;

    /// Which of the two it is.
    enum Standing {
        CUT_OFF, BLIND, COULD_NOT_TELL
    }

    /// @param watching vantages elsewhere with results for the region's targets in the last ticks
    /// @param bad those of them from which half or more of these are bad
    record View(String region, int watching, int bad) {

        Standing standing() {
            if (watching < OTHERS_MIN) {
                return Standing.COULD_NOT_TELL;
            }
            return bad >= OTHERS_MIN && 2 * bad > watching ? Standing.CUT_OFF : Standing.BLIND;
        }

        /// What this makes of a vantage in the region, in words.
        String words() {
            return switch (standing()) {
                case CUT_OFF -> region + " is cut off: bad from " + bad + " of " + watching
                        + " vantages elsewhere";
                case BLIND -> "blind in " + region + ": its targets are good from "
                        + (watching - bad) + " of " + watching + " vantages elsewhere";
                case COULD_NOT_TELL -> "could not tell whether " + region + " is cut off: "
                        + watching + (watching == 1 ? " vantage" : " vantages")
                        + " elsewhere watched it, " + OTHERS_MIN + " are needed";
            };
        }
    }

    RegionWatch(SeriesIndex series, TallyRing ring) {
        this.ring = ring;
        this.vantages = series.topology().vantages();
        vantages.values().forEach(vantage -> vantage.region().ifPresent(region -> inside
                .computeIfAbsent(region, _ -> new ArrayList<>()).add(vantage.name())));
        for (int i = 0; i < series.count(); i++) {
            if (isReach(series.lane(i))) {
                String region = series.topology().targetOf(series.path(i)).region();
                Vantage vantage = series.topology().vantageOf(series.path(i));
                from.computeIfAbsent(vantage.name(), _ -> new ArrayList<>()).add(i);
                if (!vantage.region().equals(Optional.of(region))) {
                    into.computeIfAbsent(region, _ -> new TreeMap<>())
                            .computeIfAbsent(vantage.name(), _ -> new ArrayList<>()).add(i);
                }
            }
        }
    }

    /// Whether a lane tells if a target is reached.
    private static boolean isReach(Lane lane) {
        return lane.kind().crossesProviders()
                && (lane.signal() == Signal.LOST || lane.signal() == Signal.FAILED);
    }

    /// The vantages that stand in a region.
    List<String> inside(String region) {
        return inside.getOrDefault(region, List.of());
    }

    /// How the region a vantage stands in looks from elsewhere in the ticks up to `now`; empty for
    /// one that stands in no region.
    Optional<View> ofVantage(String vantage, long now) {
        Vantage known = vantages.get(vantage);
        return known == null ? Optional.empty() : known.region().map(region -> of(region, now));
    }

    View of(String region, long now) {
        int watching = 0;
        int bad = 0;
        for (List<Integer> seen : into.getOrDefault(region, new TreeMap<>()).values()) {
            double ratio = badRatio(seen, now);
            watching += ratio >= 0 ? 1 : 0;
            bad += ratio >= BAD_RATIO ? 1 : 0;
        }
        return new View(region, watching, bad);
    }

    /// Whether a vantage sees nothing but bad.
    boolean isDark(String vantage, long now) {
        return badRatio(from.getOrDefault(vantage, List.of()), now) >= DARK_RATIO;
    }

    /// Bad trials over trials, or -1 where there are none.
    private double badRatio(List<Integer> seen, long now) {
        long trials = 0;
        long bad = 0;
        for (long tick = now - SEEN_TICKS + 1; tick <= now; tick++) {
            for (int i : seen) {
                if (ring.holds(tick) && ring.has(tick, i)) {
                    trials += ring.table(tick, i).trials();
                    bad += ring.bad(tick, i);
                }
            }
        }
        return trials == 0 ? -1 : (double) bad / trials;
    }
}
