package dev.picket.probes.net;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The event loops that all probes over streams share: native epoll where it loads, the JDK's
/// selectors elsewhere. A run belongs to one loop and needs no thread of its own.
public final class NetLoops implements AutoCloseable {

    /// Threads: more only pay where TLS handshakes keep one busy.
    private static final int LOOPS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);
    private static final long CLOSE_MILLIS_MAX = 2_000;

    private final EventLoopGroup group;
    private final boolean nativeEpoll;
    private final FailedResends failedResends = FailedResends.open();
    private final Map<ResolverKey, DnsNameResolver> resolvers = new ConcurrentHashMap<>();

    /// A resolver belongs to a loop; there is one for each way a lookup can be made on it.
    record ResolverKey(EventLoop loop, Lookup.Way way) {}

    private NetLoops(EventLoopGroup group, boolean nativeEpoll) {
        this.group = group;
        this.nativeEpoll = nativeEpoll;
    }

    public static NetLoops open() {
        boolean nativeEpoll = Epoll.isAvailable();
        IoHandlerFactory handlers = nativeEpoll
                ? EpollIoHandler.newFactory()
                : NioIoHandler.newFactory();
        return new NetLoops(new MultiThreadIoEventLoopGroup(LOOPS,
                new DefaultThreadFactory("doors", true), handlers), nativeEpoll);
    }

    /// The loop of the next run.
    public EventLoop next() {
        return group.next();
    }

    Class<? extends SocketChannel> streams() {
        return nativeEpoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    Class<? extends DatagramChannel> datagrams() {
        return nativeEpoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
    }

    FailedResends failedResends() {
        return failedResends;
    }

    boolean isNative() {
        return nativeEpoll;
    }

    DnsNameResolver resolver(ResolverKey key, Function<ResolverKey, DnsNameResolver> made) {
        return resolvers.computeIfAbsent(key, made);
    }

    @Override
    public void close() {
        resolvers.values().forEach(DnsNameResolver::close);
        failedResends.close();
        boolean ended = group.shutdownGracefully(0, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS_MAX + 1_000, TimeUnit.MILLISECONDS);
        assert ended : "the event loops did not end";
    }
}
