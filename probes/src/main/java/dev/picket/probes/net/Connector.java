package dev.picket.probes.net;

import dev.picket.model.failure.LocalFaultCode;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/// The stage in which a connection is opened.
public final class Connector {

    private Connector() {}

    /// Opens a TCP connection from the run's source address and hands it on; a failure ends the
    /// run. The connection is closed with the run.
    ///
    /// A silence in which this machine failed to send TCP segments says nothing of the target.
    public static void tcp(NetLoops loops, StagedRun run, InetSocketAddress remote,
            Consumer<Channel> connected) {
        Bootstrap bootstrap = new Bootstrap().group(run.loop()).channel(loops.streams())
                .option(ChannelOption.TCP_NODELAY, true)
                // The run's own clock cuts the stage; a second one would only hide whose it is.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new Quiet());
        if (loops.isNative()) {
            // The port is then chosen by connect, one for each remote rather than one in all.
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        long failedBefore = loops.failedResends().count();
        run.cutBy(() -> {
            long failed = loops.failedResends().count() - failedBefore;
            if (failed > 0) {
                run.couldNotTell(LocalFaultCode.LOCAL_FIREWALL,
                        "the kernel failed to send TCP segments, " + failed + " of them again");
            }
        });
        open(bootstrap, run, remote, true, connected);
    }

    /// Opens a UDP socket that takes datagrams of `remote` alone.
    public static void udp(NetLoops loops, StagedRun run, InetSocketAddress remote,
            Consumer<Channel> connected) {
        open(new Bootstrap().group(run.loop()).channel(loops.datagrams()).handler(new Quiet()),
                run, remote, false, connected);
    }

    private static void open(Bootstrap bootstrap, StagedRun run, InetSocketAddress remote,
            boolean stream, Consumer<Channel> connected) {
        bootstrap.register().addListener((ChannelFuture registered) -> {
            if (!registered.isSuccess()) {
                run.ended(fault(registered.cause(), stream, true));
                return;
            }
            Channel channel = registered.channel();
            // Not at once: a run ends while its answer is read, and Netty's datagram channels read
            // on from the number of a closed socket, which by then may be another socket's.
            run.holding(() -> run.loop().execute(() -> {
                ChannelFuture _ = channel.close();
            }));
            if (run.isOver()) {
                return;
            }
            InetAddress bind = run.target().bind();
            ChannelFuture connecting = bind.isAnyLocalAddress()
                    ? channel.connect(remote)
                    : channel.connect(remote, new InetSocketAddress(bind, 0));
            boolean atOnce = connecting.isDone();
            connecting.addListener((ChannelFuture done) -> {
                if (run.isOver()) {
                    return;
                }
                if (done.isSuccess()) {
                    connected.accept(done.channel());
                } else {
                    run.ended(fault(done.cause(), stream, atOnce));
                }
            });
        });
    }

    /// The first handler: while it is the only one, whoever waits for the connection or for TLS is
    /// told of an error by its future.
    private static final class Quiet extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            if (context.pipeline().last() != this) {
                context.fireExceptionCaught(error);
            }
        }
    }

    private static Fault fault(Throwable error, boolean stream, boolean atOnce) {
        return stream
                ? SocketFaults.ofConnect(error, atOnce)
                : SocketFaults.ofDatagram(error, atOnce);
    }
}
