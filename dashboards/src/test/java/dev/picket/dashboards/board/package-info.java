/// Tests.
@NullMarked
package dev.picket.dashboards.board;

import org.jspecify.annotations.NullMarked;
