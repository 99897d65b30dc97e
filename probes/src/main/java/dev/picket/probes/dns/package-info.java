/// The DNS probe: one question to a named resolver over UDP, TCP or TLS.
@NullMarked
package dev.picket.probes.dns;

import org.jspecify.annotations.NullMarked;
