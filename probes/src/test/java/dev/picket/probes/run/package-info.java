/// Tests of the probe runner.
@NullMarked
package dev.picket.probes.run;

import org.jspecify.annotations.NullMarked;
