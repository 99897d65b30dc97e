package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A socket of the portable plane.
final class PortableSocket implements BoundSocket {

    private final Clock clock;
    private final DatagramHandler handler;
    private volatile @Nullable Channel channel;

    PortableSocket(Clock clock, DatagramHandler handler) {
        this.clock = clock;
        this.handler = handler;
    }

    ChannelInboundHandler inbound() {
        return new SimpleChannelInboundHandler<DatagramPacket>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
                channel = context.channel();
                handler.received(PortableSocket.this,
                        new Received(packet.sender(), packet.content().nioBuffer(),
                                clock.monotonic(), ClockSource.USER));
            }
        };
    }

    void opened(Channel bound) {
        channel = bound;
    }

    private Channel channel() {
        Channel bound = channel;
        if (bound == null) {
            throw new IllegalStateException("the socket is not bound yet");
        }
        return bound;
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) channel().localAddress();
    }

    @Override
    public void send(InetSocketAddress to, int hopLimit, ByteBuffer payload,
            SendListener listener) {
        if (hopLimit != HOP_LIMIT_USUAL) {
            listener.refused(clock.monotonic(), Refusal.LOCAL_ERROR);
            return;
        }
        DatagramPacket packet = new DatagramPacket(Unpooled.copiedBuffer(payload.duplicate()), to);
        MonotonicInstant at = clock.monotonic();
        channel().writeAndFlush(packet).addListener(written -> {
            Throwable cause = written.cause();
            if (cause == null) {
                listener.sent(at);
            } else {
                listener.refused(at, refusal(String.valueOf(cause.getMessage())));
            }
        });
    }

    /// The JDK tells the kernel's reason in words only.
    private static Refusal refusal(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("not permitted")) {
            return Refusal.LOCAL_FIREWALL;
        }
        return words.contains("unreachable") || words.contains("no route")
                ? Refusal.LOCAL_NO_ROUTE
                : Refusal.LOCAL_ERROR;
    }

    @Override
    public long receiveDrops() {
        return 0;
    }

    @Override
    public int receiveBufferBytes() {
        return ((DatagramChannelConfig) channel().config()).getReceiveBufferSize();
    }

    @Override
    public void close() {
        var _ = channel().close();
    }
}
