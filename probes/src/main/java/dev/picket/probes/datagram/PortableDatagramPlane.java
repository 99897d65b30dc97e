package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// The datagram plane on Netty's NIO datagram channel, for any platform. Its stamps are taken in
/// user space, the kernel's drops are not known to it and ICMP errors do not reach it.
final class PortableDatagramPlane implements DatagramPlane {

    private static final int DATAGRAM_BYTES_MAX = 2_048;
    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final Clock clock;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final StallLog stalls;

    PortableDatagramPlane(Clock clock, String name) {
        this.clock = clock;
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true),
                NioIoHandler.newFactory());
        loop = group.next();
        stalls = new StallLog(clock.monotonic());
        var _ = loop.scheduleAtFixedRate(() -> stalls.beat(clock.monotonic()), 0,
                StallLog.HEARTBEAT_NANOS, TimeUnit.NANOSECONDS);
    }

    @Override
    public BoundSocket bind(SocketKind kind, InetSocketAddress local, int receiveBufferBytes,
            DatagramHandler handler) throws IOException {
        if (kind != SocketKind.UDP) {
            throw new NotPermittedException(
                    "ICMP needs Linux and native access for this process");
        }
        if (loop.inEventLoop()) {
            throw new IllegalStateException("the portable plane binds from other threads only");
        }
        PortableSocket socket = new PortableSocket(clock, handler);
        ChannelFuture bound = new Bootstrap().group(loop).channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, receiveBufferBytes)
                .option(ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(DATAGRAM_BYTES_MAX))
                .handler(socket.inbound()).bind(local).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot bind to UDP " + local, bound.cause());
        }
        Channel channel = bound.channel();
        socket.opened(channel);
        return socket;
    }

    @Override
    public void at(MonotonicInstant when, Runnable task) {
        long delay = when.nanosSince(clock.monotonic());
        if (delay <= 0) {
            loop.execute(task);
        } else {
            var _ = loop.schedule(task, delay, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public long longestStallNanos(MonotonicInstant since) {
        return stalls.longestSince(since);
    }

    @Override
    public String stampsLabel() {
        return ClockSource.USER.label();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS_MAX);
    }
}
