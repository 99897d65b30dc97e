@NullMarked
package dev.picket.app.tracing;

import org.jspecify.annotations.NullMarked;
