@NullMarked
package dev.picket.alerting.book;

import org.jspecify.annotations.NullMarked;
