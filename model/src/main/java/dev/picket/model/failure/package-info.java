/// Failures as data: the closed list of reason codes and the one formatter that renders them.
@NullMarked
package dev.picket.model.failure;

import org.jspecify.annotations.NullMarked;
