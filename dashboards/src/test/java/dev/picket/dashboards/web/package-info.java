/// Tests.
@NullMarked
package dev.picket.dashboards.web;

import org.jspecify.annotations.NullMarked;
