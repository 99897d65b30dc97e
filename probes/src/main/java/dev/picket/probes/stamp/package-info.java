/// STAMP, the Simple Two-Way Active Measurement Protocol (RFC 8762), open and authenticated, with
/// session identifiers and extensions (RFC 8972): packet loss with its direction, and round trips.
@NullMarked
package dev.picket.probes.stamp;

import org.jspecify.annotations.NullMarked;
