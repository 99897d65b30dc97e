/// Probes in flight as pure state machines: time and bytes in, actions out.
@NullMarked
package dev.picket.probes.session;

import org.jspecify.annotations.NullMarked;
