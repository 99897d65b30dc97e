/// The demonstration's script and its judge: what is to fail when, what must be seen of it, and a
/// built-in receiver for the pages.
@NullMarked
package dev.picket.simulation.demo;

import org.jspecify.annotations.NullMarked;
