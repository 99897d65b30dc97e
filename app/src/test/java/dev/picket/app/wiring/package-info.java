@NullMarked
package dev.picket.app.wiring;

import org.jspecify.annotations.NullMarked;
