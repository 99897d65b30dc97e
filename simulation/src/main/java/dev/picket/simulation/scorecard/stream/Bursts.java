package dev.picket.simulation.scorecard.stream;

/// Losses with memory (Gilbert 1960, Elliott 1963): a path falls into a bad state now and then and
/// leaves it with the same chance every tick; while it is bad, each tick has a loss ratio of its
/// own, evenly drawn up to a most.
///
/// @param perPathPerDay bad states that begin on a path in a day, at the median over paths
/// @param sigma how unequal paths are: standard deviation of the logarithm of that rate
/// @param meanTicks how long a bad state lasts on average, at least 1
/// @param lossMost the most that a tick in a bad state loses (0..1), in one direction
public record Bursts(double perPathPerDay, double sigma, double meanTicks, double lossMost) {

    public static final Bursts NONE = new Bursts(0, 0, 1, 0);
    public static final Bursts MILD = new Bursts(5, 0.8, 1.5, 0.3);
    /// The yardstick's own: 20 a day of two ticks.
    public static final Bursts ORDINARY = new Bursts(20, 0.8, 2, 0.6);
    public static final Bursts STRONG = new Bursts(60, 0.8, 5, 0.9);

    public Bursts {
        if (!(perPathPerDay >= 0 && sigma >= 0 && meanTicks >= 1 && lossMost >= 0
                && lossMost <= 1)) {
            throw new IllegalArgumentException("impossible bursts: " + perPathPerDay + ", " + sigma
                    + ", " + meanTicks + ", " + lossMost);
        }
    }
}
