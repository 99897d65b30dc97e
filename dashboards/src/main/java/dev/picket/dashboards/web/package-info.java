/// The HTTP shells: listeners, routes, headers.
@NullMarked
package dev.picket.dashboards.web;

import org.jspecify.annotations.NullMarked;
