/// The provider network as declared: components, vantages, targets, paths and what each path
/// crosses.
@NullMarked
package dev.picket.model.topology;

import org.jspecify.annotations.NullMarked;
