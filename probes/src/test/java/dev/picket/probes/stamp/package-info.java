/// Tests of STAMP.
@NullMarked
package dev.picket.probes.stamp;

import org.jspecify.annotations.NullMarked;
