/// Tests of ICMP echo.
@NullMarked
package dev.picket.probes.icmp;

import org.jspecify.annotations.NullMarked;
