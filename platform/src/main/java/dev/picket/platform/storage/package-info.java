/// What outlasts the process: the embedded database, and files that are replaced whole.
@NullMarked
package dev.picket.platform.storage;

import org.jspecify.annotations.NullMarked;
