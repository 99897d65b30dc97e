package dev.picket.detector;

/// What crossed its threshold, or half of it: a hypothesis, or a single series (hypothesis -1).
///
/// @param logStatistic log M
/// @param logThreshold log(B/w)
record Trigger(int hypothesis, int series, double logStatistic, double logThreshold) {

    double margin() {
        return logStatistic - logThreshold;
    }

    boolean isAlarm() {
        return logStatistic >= logThreshold;
    }
}
