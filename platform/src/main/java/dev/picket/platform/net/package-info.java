/// Addresses as people write them, ranges of them, and which of them are probed.
@NullMarked
package dev.picket.platform.net;

import org.jspecify.annotations.NullMarked;
