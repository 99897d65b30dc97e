@NullMarked
package dev.picket.app.coverage;

import org.jspecify.annotations.NullMarked;
