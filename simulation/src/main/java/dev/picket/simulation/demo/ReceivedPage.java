package dev.picket.simulation.demo;

import java.time.Instant;

/// A page as its receiver got it.
///
/// @param receiver `pagerduty` or `webhook`
/// @param action what it asks for, such as `trigger`
/// @param summary its headline
/// @param repeat whether the receiver already had this action under this key
public record ReceivedPage(String receiver, Instant at, String dedupKey, String action,
        String summary, boolean repeat) {}
