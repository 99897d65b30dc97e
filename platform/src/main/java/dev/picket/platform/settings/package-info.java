/// The settings of a process (`picket.yaml`), checked as a whole.
@NullMarked
package dev.picket.platform.settings;

import org.jspecify.annotations.NullMarked;
