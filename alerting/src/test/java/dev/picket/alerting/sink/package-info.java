@NullMarked
package dev.picket.alerting.sink;

import org.jspecify.annotations.NullMarked;
