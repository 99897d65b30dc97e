@NullMarked
package dev.picket.platform.yaml;

import org.jspecify.annotations.NullMarked;
