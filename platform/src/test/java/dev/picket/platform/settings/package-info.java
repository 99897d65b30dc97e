@NullMarked
package dev.picket.platform.settings;

import org.jspecify.annotations.NullMarked;
