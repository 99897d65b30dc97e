@NullMarked
package dev.picket.probes;

import org.jspecify.annotations.NullMarked;
