/// Tests.
@NullMarked
package dev.picket.dashboards.metrics;

import org.jspecify.annotations.NullMarked;
