@NullMarked
package dev.picket.platform.storage;

import org.jspecify.annotations.NullMarked;
