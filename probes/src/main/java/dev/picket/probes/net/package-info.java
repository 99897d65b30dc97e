/// What probes over streams share, on Netty's event loops: the stages of a run with their budgets,
/// name lookup, connections and TLS.
@NullMarked
package dev.picket.probes.net;

import org.jspecify.annotations.NullMarked;
