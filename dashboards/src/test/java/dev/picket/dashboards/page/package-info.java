/// Tests.
@NullMarked
package dev.picket.dashboards.page;

import org.jspecify.annotations.NullMarked;
