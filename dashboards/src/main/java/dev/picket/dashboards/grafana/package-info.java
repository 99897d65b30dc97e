/// Grafana dashboard, provisioning and Prometheus rules as files.
@NullMarked
package dev.picket.dashboards.grafana;

import org.jspecify.annotations.NullMarked;
