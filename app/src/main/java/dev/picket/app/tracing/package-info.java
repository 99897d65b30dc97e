/// Paths traced while everything runs: which networks they cross, and when that changes.
@NullMarked
package dev.picket.app.tracing;

import org.jspecify.annotations.NullMarked;
