@NullMarked
package dev.picket.detector;

import org.jspecify.annotations.NullMarked;
