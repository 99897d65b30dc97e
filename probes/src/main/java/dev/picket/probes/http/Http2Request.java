package dev.picket.probes.http;

import dev.picket.model.failure.FailureCode;
import dev.picket.probes.net.StagedRun;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.URI;

/// A request by HTTP/2 (RFC 9113): the one stream of a connection of its own.
final class Http2Request {

    private Http2Request() {}

    static void send(StagedRun run, Channel channel, URI url, HttpExchange exchange) {
        channel.pipeline().addLast(Http2FrameCodecBuilder.forClient()
                .initialSettings(Http2Settings.defaultSettings().pushEnabled(false)
                        .maxHeaderListSize(Http1Request.HEAD_BYTES_MAX))
                .build(), new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                new Connection(run, exchange));
        new Http2StreamChannelBootstrap(channel).handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false), exchange);
            }
        }).open().addListener((Future<Http2StreamChannel> opened) -> {
            if (opened.isSuccess()) {
                request(run, opened.getNow(), url, exchange);
            } else if (!run.isOver()) {
                exchange.broken(opened.cause());
            }
        });
    }

    private static void request(StagedRun run, Channel stream, URI url, HttpExchange exchange) {
        stream.writeAndFlush(Http1Request.request(url)).addListener((ChannelFuture written) -> {
            if (written.isSuccess()) {
                exchange.requested();
            } else if (!run.isOver()) {
                exchange.broken(written.cause());
            }
        });
    }

    /// What the server says of the connection as a whole.
    private static final class Connection extends ChannelInboundHandlerAdapter {

        private final StagedRun run;
        private final HttpExchange exchange;

        Connection(StagedRun run, HttpExchange exchange) {
            this.run = run;
            this.exchange = exchange;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            // A server that shuts down in good order says so and still answers what it took.
            if (frame instanceof Http2GoAwayFrame goAway
                    && (goAway.errorCode() != Http2Error.NO_ERROR.code()
                            || goAway.lastStreamId() == 0)) {
                run.failed(FailureCode.HTTP_STREAM_ENDED,
                        "GOAWAY " + HttpExchange.errorName(goAway.errorCode()));
            }
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            exchange.broken(error);
        }
    }
}
