@NullMarked
package dev.picket.probes.dns;

import org.jspecify.annotations.NullMarked;
