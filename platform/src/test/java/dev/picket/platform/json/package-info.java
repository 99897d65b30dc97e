@NullMarked
package dev.picket.platform.json;

import org.jspecify.annotations.NullMarked;
