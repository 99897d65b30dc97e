/// Tests of path tracing.
@NullMarked
package dev.picket.probes.path;

import org.jspecify.annotations.NullMarked;
