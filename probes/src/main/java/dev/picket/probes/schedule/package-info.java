/// When runs are due: Quartz fires probe groups, a wheel spreads the paths inside a group.
@NullMarked
package dev.picket.probes.schedule;

import org.jspecify.annotations.NullMarked;
