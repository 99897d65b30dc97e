/// The line from probe results to pages, put together by hand.
@NullMarked
package dev.picket.app.wiring;

import org.jspecify.annotations.NullMarked;
