/// The receivers of pages: what is sent to each.
@NullMarked
package dev.picket.alerting.sink;

import org.jspecify.annotations.NullMarked;
