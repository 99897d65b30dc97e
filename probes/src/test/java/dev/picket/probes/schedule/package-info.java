/// Tests of the schedule.
@NullMarked
package dev.picket.probes.schedule;

import org.jspecify.annotations.NullMarked;
