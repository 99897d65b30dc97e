@NullMarked
package dev.picket.alerting.deliver;

import org.jspecify.annotations.NullMarked;
