@NullMarked
package dev.picket.probes.http;

import org.jspecify.annotations.NullMarked;
