/// What the tests of every module share: real peers and when to skip them.
@NullMarked
package dev.picket.testing;

import org.jspecify.annotations.NullMarked;
