/// What a probe does inside a tunnel: just enough of IPv6 (RFC 8200), ICMPv6 (RFC 4443) and what
/// rides on them to climb a ladder of stages, each of which proves more of what is behind a
/// gateway. Packets in, packets out; whatever carries them, encrypts them. Pure.
@NullMarked
package dev.picket.probes.tunnel;

import org.jspecify.annotations.NullMarked;
