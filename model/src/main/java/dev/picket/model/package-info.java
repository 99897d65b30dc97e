@NullMarked
package dev.picket.model;

import org.jspecify.annotations.NullMarked;
