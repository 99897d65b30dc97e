/// Findings to incidents, without clock, thread or disk.
@NullMarked
package dev.picket.alerting.book;

import org.jspecify.annotations.NullMarked;
