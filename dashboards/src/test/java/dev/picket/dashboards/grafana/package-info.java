/// Tests.
@NullMarked
package dev.picket.dashboards.grafana;

import org.jspecify.annotations.NullMarked;
