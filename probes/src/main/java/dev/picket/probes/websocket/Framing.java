package dev.picket.probes.websocket;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.ByteBuffer;

/// The frames of flyctl's stream to a gateway. All are text frames (RFC 6455 §5.6) whatever the
/// octets in them: gateways that stand behind it never look for UTF-8, and know no other.
final class Framing {

    /// What a stream begins with, towards the gateway alone.
    private static final int MAGIC = 0x2FACED77;

    private Framing() {}

    static TextWebSocketFrame magic() {
        return number(MAGIC);
    }

    /// The length that stands before a packet.
    static TextWebSocketFrame length(int octets) {
        return number(octets);
    }

    /// Sent where there is nothing else to send.
    static TextWebSocketFrame idle() {
        return number(0);
    }

    static TextWebSocketFrame packet(ByteBuffer bytes) {
        return new TextWebSocketFrame(Unpooled.copiedBuffer(bytes));
    }

    private static TextWebSocketFrame number(int value) {
        return new TextWebSocketFrame(Unpooled.copyInt(value));
    }
}
