/// Delivery of the outbox's pages over HTTP, with retries.
@NullMarked
package dev.picket.alerting.deliver;

import org.jspecify.annotations.NullMarked;
