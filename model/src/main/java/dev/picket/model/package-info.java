/// The vocabulary of Picket. These words are used everywhere and have no synonyms.
///
/// - *vantage*: a named place probes are sent from.
/// - *target*: a named thing that is probed.
/// - *path*: one vantage to one target for one probe kind.
/// - *component*: anything a path depends on (provider, provider@region, link, region, host,
///   vantage, service).
/// - *round*: one scheduled run of a probe on a path.
/// - *tick*: the detector's global time step; every tally belongs to one.
/// - *signal*: what is counted in a round: lost, slow, failed and so on.
/// - *round tally*: n trials, k bad, of a signal on a path in a round.
/// - *evidence*: the log e-value a tally gives for a hypothesis.
/// - *suspicion*: accumulated evidence for a component.
/// - *culprit*: the component blamed.
/// - *onset*: the estimated start of a fault.
/// - *finding*: what the detector says.
/// - *incident*: the record people see.
/// - *lead*: first support signal minus first accepted page.
/// - *round trip* (RFC 2681), *one-way delay* (RFC 7679), *loss ratio* (RFC 7680, 0..1),
///   *delay variation* (RFC 3393).
/// - *SLI*, *objective*: a measured ratio and the value it should hold.
@NullMarked
package dev.picket.model;

import org.jspecify.annotations.NullMarked;
