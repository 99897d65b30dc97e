/// The exported metrics, behind one class.
@NullMarked
package dev.picket.dashboards.metrics;

import org.jspecify.annotations.NullMarked;
