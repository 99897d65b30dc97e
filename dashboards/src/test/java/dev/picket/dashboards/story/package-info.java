/// A made-up network with made-up results and incidents, for the tests of all packages.
@NullMarked
package dev.picket.dashboards.story;

import org.jspecify.annotations.NullMarked;
