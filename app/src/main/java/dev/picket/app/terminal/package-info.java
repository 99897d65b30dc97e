/// What a person or a program reads on the terminal.
@NullMarked
package dev.picket.app.terminal;

import org.jspecify.annotations.NullMarked;
