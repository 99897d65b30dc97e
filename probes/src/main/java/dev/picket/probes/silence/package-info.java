/// Why a WireGuard gateway says nothing: what other probes saw at about the same time, and which
/// causes that leaves. Pure.
@NullMarked
package dev.picket.probes.silence;

import org.jspecify.annotations.NullMarked;
