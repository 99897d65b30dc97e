@NullMarked
package dev.picket.app;

import org.jspecify.annotations.NullMarked;
