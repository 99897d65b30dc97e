/// The incident event log and the outbox, in SQL.
@NullMarked
package dev.picket.alerting.store;

import org.jspecify.annotations.NullMarked;
