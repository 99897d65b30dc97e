/// What a page says, as pure text.
@NullMarked
package dev.picket.alerting.page;

import org.jspecify.annotations.NullMarked;
