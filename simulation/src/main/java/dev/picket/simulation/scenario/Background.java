package dev.picket.simulation.scenario;

import java.time.Duration;
import java.util.Optional;

/// The noise of a healthy network: what no fault of the scenario brings.
///
/// @param failRatio mean ratio of runs of a service that fail without a fault; single paths differ
public record Background(Losses losses, RoundTrips roundTrips, double failRatio,
        Shared shared, Arrival arrival, Vantages vantages) {

    /// A quiet network: one packet in a thousand.
    public static final Background QUIET = new Background(new Losses(0.001, 0.7, Bursts.NONE),
            new RoundTrips(Duration.ofMillis(60), 0.8, Duration.ofMillis(2), Optional.empty()), 0,
            Shared.NONE, Arrival.PROMPT, Vantages.WELL);

    /// Packets that paths lose on their own.
    ///
    /// @param lossRatio mean loss ratio of a round trip over all paths
    /// @param pathSpread how unequal paths are: standard deviation of the logarithm of their ratios
    public record Losses(double lossRatio, double pathSpread, Bursts bursts) {}

    /// Loss with a memory (Gilbert 1960, Elliott 1963) in continuous time: a path waits in its good
    /// state for an exponential time, then in its bad state for another, and loses packets one way
    /// there.
    ///
    /// @param perPathPerDay how often a path turns bad on average
    /// @param pathSpread standard deviation of the logarithm of that over the paths
    /// @param lossRatio packets lost in the bad state
    /// @param mean how long the bad state lasts on average
    public record Bursts(double perPathPerDay, double pathSpread, double lossRatio,
            Duration mean) {

        public static final Bursts NONE = new Bursts(0, 0, 0.3, Duration.ofSeconds(20));
        public static final Bursts MILD = new Bursts(4, 0.8, 0.3, Duration.ofSeconds(20));
        public static final Bursts STRONG = new Bursts(20, 0.8, 0.5, Duration.ofSeconds(60));

        public Bursts with(double perDay, double ratio, Duration length) {
            return new Bursts(perDay, pathSpread, ratio, length);
        }
    }

    /// Round trips: a log-normal shortest one of each path, and what queues add to it in a round,
    /// log-normal too.
    ///
    /// @param median of the paths' shortest round trips
    /// @param pathSpread standard deviation of their logarithm
    /// @param jitter mean of what a round trip takes beyond the shortest
    public record RoundTrips(Duration median, double pathSpread, Duration jitter,
            Optional<RouteChanges> changes) {}

    /// The network moves a path to a route of another length.
    ///
    /// @param roundTrip standard deviation of the difference to the path's first route
    public record RouteChanges(double perPathPerDay, Duration roundTrip) {}

    /// What many paths have together.
    public record Shared(Optional<SharedBlips> blips, Optional<Congestion> congestion,
            Optional<Flapping> flapping) {

        public static final Shared NONE = new Shared(Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /// Short losses that all paths of one component have together.
    public record SharedBlips(double perComponentPerDay, Range seconds, Range lossRatio) {}

    /// Queues that fill once a day: nothing at the quiet half of the day, all of it at the peak.
    ///
    /// @param peak time of day (UTC) of the most
    /// @param share of the providers at a region that are congested; which, a seeded hash says
    /// @param lossRatio packets lost each way at the peak
    /// @param roundTrip added at the peak
    public record Congestion(Duration peak, double share, double lossRatio, Duration roundTrip) {}

    /// An interface that goes down and up again some times in a row, taking one host with it.
    ///
    /// @param flaps how often in a row
    public record Flapping(double perHostPerDay, Range flaps, Range downSeconds,
            Range upSeconds) {}

    /// How results reach the detector.
    ///
    /// @param missingRatio results that never arrive
    /// @param lateRatio results that arrive `lateSeconds` after they were known
    public record Arrival(double missingRatio, double lateRatio, Range lateSeconds) {

        public static final Arrival PROMPT = new Arrival(0, 0, new Range(0, 0));
    }

    /// What befalls the vantages themselves.
    public record Vantages(Optional<VantageTrouble> trouble, Optional<ClockSteps> clockSteps) {

        public static final Vantages WELL = new Vantages(Optional.empty(), Optional.empty());
    }

    /// A vantage whose own kernel drops replies on all of its paths at once.
    public record VantageTrouble(double perVantagePerDay, Range seconds, Range proberLossRatio) {}

    /// A vantage's wall clock that is set anew, this far off true time, to either side.
    public record ClockSteps(double perVantagePerDay, Range seconds) {}
}
