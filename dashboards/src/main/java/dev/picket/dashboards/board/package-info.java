/// The projection screens are drawn from: incidents, Machine-create success, matrices, path series.
@NullMarked
package dev.picket.dashboards.board;

import org.jspecify.annotations.NullMarked;
