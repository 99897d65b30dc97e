package dev.picket.model.result;

/// The Wilson score interval of a binomial proportion at 95 % confidence.
///
/// With `p = k/n` and `z = 1.96`: centre `(p + z²/2n) / (1 + z²/n)`, half width
/// `z √(p(1-p)/n + z²/4n²) / (1 + z²/n)`. It stays inside 0..1 and keeps its width at 0 and n
/// successes, where the normal interval collapses. Source: Wilson, JASA 22 (1927).
///
/// @param low lower end (0..1)
/// @param high upper end (0..1)
public record Wilson(double low, double high) {

    private static final double Z = 1.959963984540054;

    /// The interval of `successes` out of `trials`; all of 0..1 where nothing was tried.
    public static Wilson of(long successes, long trials) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "successes must be in 0..trials, got " + successes + " of " + trials);
        }
        if (trials == 0) {
            return new Wilson(0, 1);
        }
        double p = (double) successes / trials;
        double zz = Z * Z / trials;
        double centre = (p + zz / 2) / (1 + zz);
        double half = Z * Math.sqrt(p * (1 - p) / trials + zz / (4 * trials)) / (1 + zz);
        return new Wilson(successes == 0 ? 0 : centre - half,
                successes == trials ? 1 : centre + half);
    }
}
