/// Ranges of addresses, and which of them are probed.
@NullMarked
package dev.picket.platform.net;

import org.jspecify.annotations.NullMarked;
