package dev.picket.detector;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The vantage of every series, by number.
final class Vantages {

    private final SeriesIndex series;
    private final List<String> names;
    private final short[] ofPath;

    Vantages(SeriesIndex series) {
        this.series = series;
        TreeSet<String> all = new TreeSet<>();
        series.topology().routes().forEach(route -> all.add(route.path().vantage()));
        this.names = List.copyOf(all);
        this.ofPath = new short[series.topology().routes().size()];
        int last = 0;
        for (int path = 0; path < ofPath.length; path++) {
            String vantage = series.topology().path(path).vantage();
            last = names.get(last).equals(vantage) ? last : names.indexOf(vantage);
            ofPath[path] = (short) last;
        }
    }

    int of(int i) {
        return ofPath[series.pathOf(i)];
    }

    BitSet numbers(Set<String> vantages) {
        BitSet numbers = new BitSet(names.size());
        vantages.forEach(vantage -> {
            int number = names.indexOf(vantage);
            if (number >= 0) {
                numbers.set(number);
            }
        });
        return numbers;
    }

    /// The names of the vantages that have a tally.
    Set<String> of(TickInbox.Tallies tallies) {
        boolean[] seen = new boolean[names.size()];
        int missing = tallies.isEmpty() ? 0 : seen.length;
        for (int i = 0; i < series.count() && missing > 0; i++) {
            if (tallies.trials(i) > 0 && !seen[of(i)]) {
                seen[of(i)] = true;
                missing--;
            }
        }
        Set<String> found = new TreeSet<>();
        for (int vantage = 0; vantage < seen.length; vantage++) {
            if (seen[vantage]) {
                found.add(names.get(vantage));
            }
        }
        return found;
    }
}
