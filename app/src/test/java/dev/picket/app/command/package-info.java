@NullMarked
package dev.picket.app.command;

import org.jspecify.annotations.NullMarked;
