/// The commands of the command line, one class each.
@NullMarked
package dev.picket.app.command;

import org.jspecify.annotations.NullMarked;
