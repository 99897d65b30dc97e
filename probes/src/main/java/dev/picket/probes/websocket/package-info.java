/// WireGuard carried in a WebSocket over TLS, framed as flyctl frames it.
@NullMarked
package dev.picket.probes.websocket;

import org.jspecify.annotations.NullMarked;
