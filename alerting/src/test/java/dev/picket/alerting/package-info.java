@NullMarked
package dev.picket.alerting;

import org.jspecify.annotations.NullMarked;
