/// Path tracing: the hops between a vantage and a target, their losses, their branches, and the
/// longest packet that passes.
@NullMarked
package dev.picket.probes.path;

import org.jspecify.annotations.NullMarked;
