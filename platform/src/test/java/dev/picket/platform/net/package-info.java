@NullMarked
package dev.picket.platform.net;

import org.jspecify.annotations.NullMarked;
