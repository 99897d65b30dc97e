@NullMarked
package dev.picket.probes.websocket;

import org.jspecify.annotations.NullMarked;
