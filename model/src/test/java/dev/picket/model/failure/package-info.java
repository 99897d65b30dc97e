@NullMarked
package dev.picket.model.failure;

import org.jspecify.annotations.NullMarked;
