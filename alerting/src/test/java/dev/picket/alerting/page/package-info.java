@NullMarked
package dev.picket.alerting.page;

import org.jspecify.annotations.NullMarked;
