/// Picket as a child process: what only a whole process can show.
@NullMarked
package dev.picket.app.process;

import org.jspecify.annotations.NullMarked;
