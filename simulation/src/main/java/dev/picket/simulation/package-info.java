@NullMarked
package dev.picket.simulation;

import org.jspecify.annotations.NullMarked;
