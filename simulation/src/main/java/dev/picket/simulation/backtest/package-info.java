/// The detector over recorded data: CSV in, detected changes out, in constant memory.
@NullMarked
package dev.picket.simulation.backtest;

import org.jspecify.annotations.NullMarked;
