package dev.picket.platform.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the known name that a mistyped one most likely meant.
///
/// Optimal string alignment distance (insert, delete, replace, swap neighbours), case ignored;
/// O(length²) for each name. A name further than a third of its length away is no suggestion.
/// Refused: phonetic or prefix matching, which suggests names nobody meant.
public final class Nearest {
    private static final int LENGTH_MAX = 100;

    private Nearest() {}

    /// The nearest of `known` to `mistyped`, the first in order where several are as near.
    public static Optional<String> of(String mistyped, Collection<String> known) {
        Optional<String> best = Optional.empty();
        int bestDistance = Math.max(1, mistyped.length() / 3) + 1;
        for (String name : new TreeSet<>(known)) {
            int distance = distance(mistyped, name);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = Optional.of(name);
            }
        }
        return best;
    }

    /// `, did you mean \`x\`?`, else the list of what is known, cut where it is long.
    public static String hint(String mistyped, Collection<String> known) {
        return of(mistyped, known).map(name -> ", did you mean `" + name + "`?")
                .orElseGet(() -> expected(known));
    }

    private static String expected(Collection<String> known) {
        int shownMax = 12;
        if (known.isEmpty()) {
            return "; none is declared";
        }
        String shown = String.join(", ", new TreeSet<>(known).stream().limit(shownMax).toList());
        return "; expected one of: " + shown + (known.size() > shownMax ? ", …" : "");
    }

    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        if (a.length() > LENGTH_MAX || b.length() > LENGTH_MAX) {
            return a.equals(b) ? 0 : LENGTH_MAX;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
