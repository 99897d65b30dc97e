@NullMarked
package dev.picket.dashboards;

import org.jspecify.annotations.NullMarked;
