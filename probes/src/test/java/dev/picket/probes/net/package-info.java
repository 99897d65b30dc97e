@NullMarked
package dev.picket.probes.net;

import org.jspecify.annotations.NullMarked;
