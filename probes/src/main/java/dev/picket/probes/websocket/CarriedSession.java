package dev.picket.probes.websocket;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.net.Fault;
import dev.picket.probes.net.SocketFaults;
import dev.picket.probes.net.StagedRun;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.SessionReport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A session whose packets travel in a WebSocket: carries out what it asks for, and ends its run as
/// the session ends, or as the stream does where that comes first. On the run's loop alone.
final class CarriedSession extends ChannelInboundHandlerAdapter {

    /// Octets taken in one run; a handshake needs some hundred.
    static final int RECEIVED_BYTES_MAX = 1 << 20;
    private static final long IDLE_NANOS = 1_000_000_000L;

    private final StagedRun run;
    private final Clock clock;
    private final Channel channel;
    private final ProbeSession session;
    private final Deframer deframer = new Deframer();
    private MonotonicInstant lastTraffic;
    private long wishNanos = Long.MIN_VALUE;
    private int receivedBytes;

    CarriedSession(StagedRun run, Clock clock, Channel channel, ProbeSession session) {
        this.run = run;
        this.clock = clock;
        this.channel = channel;
        this.session = session;
        this.lastTraffic = clock.monotonic();
    }

    /// Begins the stream and the session in it, whose time counts from `now`.
    void start(MonotonicInstant now) {
        channel.pipeline().addLast(this);
        run.holding(() -> write(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE)));
        run.cutBy(() -> carryOut(session.expired(clock.monotonic())));
        write(Framing.magic());
        idleAfter(IDLE_NANOS);
        carryOut(session.start(now));
    }

    private void write(Object frame) {
        ChannelFuture _ = channel.writeAndFlush(frame);
    }

    private void carryOut(List<Action> actions) {
        if (!run.isOver()) {
            run.inside(session.passedStages());
        }
        for (Action action : actions) {
            if (run.isOver()) {
                return;
            }
            switch (action) {
                case Action.Send(int packet, ByteBuffer bytes) -> send(packet, bytes);
                case Action.WakeAt(MonotonicInstant at) -> wakeAt(at);
                case Action.Finish(SessionReport report) -> run.ended(Carried.report(report));
            }
        }
    }

    private void send(int packet, ByteBuffer bytes) {
        lastTraffic = clock.monotonic();
        ChannelFuture _ = channel.write(Framing.length(bytes.remaining()));
        channel.writeAndFlush(Framing.packet(bytes)).addListener((ChannelFuture written) -> {
            if (run.isOver()) {
                return;
            }
            if (written.isSuccess()) {
                carryOut(session.sent(clock.monotonic(), packet));
            } else {
                broken(written.cause());
            }
        });
    }

    /// A newer wish replaces an older one, whose timer then finds itself outdated. The run's own
    /// end has its timer already.
    private void wakeAt(MonotonicInstant at) {
        long wish = at.nanos();
        wishNanos = wish;
        if (!at.isBefore(run.end())) {
            return;
        }
        Future<?> _ = run.loop().schedule(() -> {
            if (!run.isOver() && wishNanos == wish) {
                carryOut(session.expired(clock.monotonic()));
            }
        }, at.nanosSince(clock.monotonic()), TimeUnit.NANOSECONDS);
    }

    private void idleAfter(long nanos) {
        Future<?> _ = run.loop().schedule(() -> {
            if (run.isOver()) {
                return;
            }
            if (clock.monotonic().nanosSince(lastTraffic) >= IDLE_NANOS) {
                write(Framing.idle());
            }
            idleAfter(IDLE_NANOS);
        }, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!run.isOver()) {
                taken(message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void taken(Object message) {
        switch (message) {
            case TextWebSocketFrame frame -> stream(frame.content());
            case ContinuationWebSocketFrame frame -> stream(frame.content());
            case BinaryWebSocketFrame _ -> unframed("a binary frame");
            case PingWebSocketFrame frame -> write(new PongWebSocketFrame(
                    frame.content().retainedDuplicate()));
            case CloseWebSocketFrame frame -> closed("closed with status "
                    + frame.statusCode() + (frame.reasonText().isEmpty()
                            ? ""
                            : ", `" + frame.reasonText() + "`"));
            default -> {
                // A pong, or the end of the upgrade's answer.
            }
        }
    }

    private void stream(ByteBuf content) {
        MonotonicInstant at = clock.monotonic();
        lastTraffic = at;
        receivedBytes += content.readableBytes();
        if (receivedBytes > RECEIVED_BYTES_MAX) {
            unframed("more than " + RECEIVED_BYTES_MAX + " octets");
            return;
        }
        ByteBuffer bytes = content.nioBuffer();
        Optional<Deframer.Taken> next = deframer.next(bytes);
        while (next.isPresent() && !run.isOver()) {
            switch (next.get()) {
                case Deframer.Taken.Packet(ByteBuffer packet) ->
                    carryOut(session.received(at, ClockSource.USER, packet));
                case Deframer.Taken.Idle() -> {
                    // The gateway has nothing to say.
                }
                case Deframer.Taken.Broken(long length) ->
                    unframed("a packet of " + length + " octets");
            }
            next = deframer.next(bytes);
        }
    }

    private void unframed(String seen) {
        run.failed(FailureCode.WG_WS_FRAMING, seen);
    }

    private void closed(String seen) {
        run.failed(FailureCode.WG_WS_CLOSED, seen);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed("the connection ended");
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        if (error instanceof CorruptedWebSocketFrameException) {
            unframed("frames that are none: " + error.getMessage());
        } else {
            broken(error);
        }
    }

    private void broken(Throwable error) {
        run.ended(SocketFaults.ours(error).orElseGet(() -> new Fault.OfTarget(
                FailureCode.WG_WS_CLOSED, "the connection broke")));
    }
}
