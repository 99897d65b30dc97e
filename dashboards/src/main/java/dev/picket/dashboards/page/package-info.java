/// Pure renderers: a view of the board in, HTML or SVG out.
@NullMarked
package dev.picket.dashboards.page;

import org.jspecify.annotations.NullMarked;
