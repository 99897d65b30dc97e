package dev.picket.probes.http;

import dev.picket.probes.net.StagedRun;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;

/// A request by HTTP/1.1 (RFC 9112) on a connection of its own.
final class Http1Request {

    /// Bytes of a status line, and of all headers together.
    static final int LINE_BYTES_MAX = 4_096;
    static final int HEAD_BYTES_MAX = 16_384;
    private static final int CHUNK_BYTES_MAX = 16_384;
    private static final String USER_AGENT = "picket";

    private Http1Request() {}

    static void send(StagedRun run, Channel channel, URI url, HttpExchange exchange) {
        HttpDecoderConfig limits = new HttpDecoderConfig().setMaxInitialLineLength(LINE_BYTES_MAX)
                .setMaxHeaderSize(HEAD_BYTES_MAX).setMaxChunkSize(CHUNK_BYTES_MAX);
        channel.pipeline().addLast(new FirstByte(exchange),
                new HttpClientCodec(limits, false, false), exchange);
        FullHttpRequest request = request(url);
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(request).addListener((ChannelFuture written) -> {
            if (written.isSuccess()) {
                exchange.requested();
            } else if (!run.isOver()) {
                exchange.broken(written.cause());
            }
        });
    }

    static FullHttpRequest request(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty()
                ? "/"
                : url.getRawPath();
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET,
                url.getRawQuery() == null ? path : path + "?" + url.getRawQuery(),
                Unpooled.EMPTY_BUFFER);
        request.headers()
                .set(HttpHeaderNames.HOST,
                        url.getPort() > 0 ? url.getHost() + ":" + url.getPort() : url.getHost())
                .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
                .set(HttpHeaderNames.ACCEPT, "*/*");
        return request;
    }

    /// Sees the first bytes before anybody reads a meaning into them.
    private static final class FirstByte extends ChannelInboundHandlerAdapter {

        private final HttpExchange exchange;

        FirstByte(HttpExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            exchange.firstByte();
            context.pipeline().remove(this);
            context.fireChannelRead(bytes);
        }
    }
}
