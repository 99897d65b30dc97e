package dev.picket.simulation.scorecard;

/// How long a scorecard takes, and so how narrow its intervals are.
///
/// @param delayTrials faults for each row of delays
/// @param cellTrials faults for each class and direction
/// @param warmUpTicks ticks a detector has learnt before a trial
/// @param quietDays days of background without a fault
/// @param alarms false alarms waited for in each campaign against the promise
/// @param seriesTrials changes for each row of a single series
/// @param storyTrials trials of each kind of story (two faults, flapping, prober, cut off)
public record Effort(String name, int delayTrials, int cellTrials, int warmUpTicks,
        double quietDays, int alarms, int seriesTrials, int storyTrials) {

    /// A minute for each section but the promise, which takes longer than all others.
    public static final Effort QUICK = new Effort("quick", 16, 3, 1_440, 0.25, 10, 400, 4);
    /// Some minutes.
    public static final Effort USUAL = new Effort("usual", 80, 24, 8_640, 2, 30, 1_000, 32);
    /// As long as narrow intervals take.
    public static final Effort THOROUGH = new Effort("thorough", 400, 400, 8_640, 30, 200, 4_000,
            400);

    /// The same with other days of quiet background.
    public Effort withQuietDays(double days) {
        return new Effort(name, delayTrials, cellTrials, warmUpTicks, days, alarms, seriesTrials,
                storyTrials);
    }
}
