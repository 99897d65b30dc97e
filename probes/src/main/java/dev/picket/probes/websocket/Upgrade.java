package dev.picket.probes.websocket;

import dev.picket.model.failure.FailureCode;
import dev.picket.platform.settings.Endpoint;
import dev.picket.probes.net.Fault;
import dev.picket.probes.net.SocketFaults;
import dev.picket.probes.net.StagedRun;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;

/// The stage in which a connection becomes a WebSocket (RFC 6455 §4.1).
final class Upgrade extends ChannelInboundHandlerAdapter {

    /// Octets of one frame's payload; a gateway writes a packet to each.
    static final int FRAME_BYTES_MAX = 65_536;
    private static final int LINE_BYTES_MAX = 4_096;
    private static final int HEAD_BYTES_MAX = 16_384;

    private final StagedRun run;
    private final WebSocketClientHandshaker handshaker;
    private final Runnable upgraded;

    private Upgrade(StagedRun run, WebSocketClientHandshaker handshaker, Runnable upgraded) {
        this.run = run;
        this.handshaker = handshaker;
        this.upgraded = upgraded;
    }

    /// Asks for it in the run's present stage; a failure ends the run.
    static void ask(StagedRun run, Channel channel, Endpoint endpoint, Runnable upgraded) {
        URI url = URI.create("wss://" + endpoint + "/");
        // No handler that looks for UTF-8 in text frames: what is carried is none.
        WebSocketClientHandshaker handshaker = WebSocketClientHandshakerFactory.newHandshaker(url,
                WebSocketVersion.V13, null, false,
                new DefaultHttpHeaders().set(HttpHeaderNames.HOST, endpoint.toString())
                        .set(HttpHeaderNames.ORIGIN, url.toString()),
                FRAME_BYTES_MAX);
        HttpDecoderConfig limits = new HttpDecoderConfig().setMaxInitialLineLength(LINE_BYTES_MAX)
                .setMaxHeaderSize(HEAD_BYTES_MAX);
        Upgrade upgrade = new Upgrade(run, handshaker, upgraded);
        channel.pipeline().addLast(new HttpClientCodec(limits, false, false), upgrade);
        handshaker.handshake(channel).addListener((ChannelFuture asked) -> {
            if (!asked.isSuccess()) {
                upgrade.closed(asked.cause());
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response && !run.isOver()) {
            answered(context, response);
        }
        ReferenceCountUtil.release(message);
    }

    private void answered(ChannelHandlerContext context, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            malformed("no HTTP");
            return;
        }
        if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            run.failed(FailureCode.WG_WS_UPGRADE_REFUSED, "status " + response.status().code());
            return;
        }
        try {
            handshaker.finishHandshake(context.channel(),
                    new DefaultFullHttpResponse(response.protocolVersion(), response.status(),
                            Unpooled.EMPTY_BUFFER, response.headers(),
                            EmptyHttpHeaders.INSTANCE));
        } catch (WebSocketHandshakeException _) {
            malformed("status 101 without a true answer to what was asked");
            return;
        }
        upgraded.run();
        context.pipeline().remove(this);
    }

    private void malformed(String seen) {
        run.failed(FailureCode.WG_WS_UPGRADE_MALFORMED, seen);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        run.failed(FailureCode.WG_WS_UPGRADE_CLOSED, "the connection ended");
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        closed(error);
    }

    private void closed(Throwable error) {
        run.ended(SocketFaults.ours(error).orElseGet(() -> new Fault.OfTarget(
                FailureCode.WG_WS_UPGRADE_CLOSED, "the connection broke")));
    }
}
