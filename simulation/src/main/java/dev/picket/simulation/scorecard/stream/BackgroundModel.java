package dev.picket.simulation.scorecard.stream;

/// How the paths of a fleet behave while nothing is wrong.
///
/// @param lossRatio round-trip loss ratio of the median path
/// @param failRatio the same for first attempts of a service
/// @param sigma how unequal paths are: standard deviation of the logarithm of their ratios
/// @param season the ratios swing by this factor up and down over a day; 1 for none
/// @param classes every second path has its ratios multiplied by this; 1 for none
/// @param blips short losses that all paths of one component share; none where absent
public record BackgroundModel(double lossRatio, double failRatio, double sigma, Bursts bursts,
        double season, double classes, boolean blips) {

    /// One lost packet in a thousand, unequal paths, ordinary bursts.
    public static final BackgroundModel ORDINARY = new BackgroundModel(0.001, 0.002, 0.7,
            Bursts.ORDINARY, 1, 1, false);

    public BackgroundModel with(Bursts others) {
        return new BackgroundModel(lossRatio, failRatio, sigma, others, season, classes, blips);
    }

    public BackgroundModel withSeason(double factor) {
        return new BackgroundModel(lossRatio, failRatio, sigma, bursts, factor, classes, blips);
    }

    public BackgroundModel withClasses(double factor) {
        return new BackgroundModel(lossRatio, failRatio, sigma, bursts, season, factor, blips);
    }

    public BackgroundModel withBlips() {
        return new BackgroundModel(lossRatio, failRatio, sigma, bursts, season, classes, true);
    }
}
