package dev.picket.detector;

/// What every judgement reads: the hypotheses over the series, the tallies of the last ticks, and
/// what open faults explain.
record Evidence(Hypotheses hypotheses, SeriesIndex series, TallyRing ring, Masks masks) {}
