/// YAML that people write, read with every problem at once, each with line and column.
@NullMarked
package dev.picket.platform.yaml;

import org.jspecify.annotations.NullMarked;
