@NullMarked
package dev.picket.platform;

import org.jspecify.annotations.NullMarked;
