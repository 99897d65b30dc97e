@NullMarked
package dev.picket.app.terminal;

import org.jspecify.annotations.NullMarked;
