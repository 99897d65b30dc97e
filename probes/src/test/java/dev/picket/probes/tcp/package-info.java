@NullMarked
package dev.picket.probes.tcp;

import org.jspecify.annotations.NullMarked;
