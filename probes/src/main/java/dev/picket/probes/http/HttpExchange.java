package dev.picket.probes.http;

import dev.picket.model.failure.FailureCode;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.probes.net.Fault;
import dev.picket.probes.net.SocketFaults;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.StagedRun;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One answer as it comes in, whatever the version of HTTP that brings it.
final class HttpExchange extends ChannelInboundHandlerAdapter {

    /// Bytes of a body that are read.
    static final int BODY_BYTES_MAX = 1 << 20;
    /// Bytes of it in which a text is looked for.
    static final int TEXT_BYTES_MAX = 64 << 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final StagedRun run;
    private final HttpProfile profile;
    private final Consumer<String> redirected;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(0);
    private Optional<HttpResponse> head = Optional.empty();
    private boolean interim;
    private boolean over;
    private long bytes;

    /// @param redirected is given where a redirect leads that is to be followed
    HttpExchange(StagedRun run, HttpProfile profile, Consumer<String> redirected) {
        this.run = run;
        this.profile = profile;
        this.redirected = redirected;
    }

    /// The request has been handed to the connection.
    void requested() {
        if (!over && run.stage() == Stage.REQUEST) {
            run.passed(Stage.FIRST_BYTE);
        }
    }

    /// The first byte of an answer is there.
    void firstByte() {
        requested();
        if (!over && run.stage() == Stage.FIRST_BYTE) {
            run.passed(Stage.BODY);
            run.silenceMeans(FailureCode.HTTP_HEAD_STALLED, "the head of the answer did not end");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!over && !run.isOver()) {
                read(message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        if (over) {
            ChannelFuture _ = context.close();
        }
    }

    private void read(Object message) {
        if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
            broken(object.decoderResult().cause());
            return;
        }
        if (message instanceof HttpResponse response) {
            firstByte();
            head(response);
        }
        if (message instanceof HttpContent content && !over) {
            body(content);
        }
    }

    private void head(HttpResponse response) {
        interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (interim) {
            return;
        }
        head = Optional.of(response);
        int status = response.status().code();
        run.detail("status", Integer.toString(status));
        String location = response.headers().get(HttpHeaderNames.LOCATION);
        if (profile.redirectsMax() > 0 && REDIRECTS.contains(status) && location != null) {
            over = true;
            redirected.accept(location);
        } else if (!profile.expects(status)) {
            fail(FailureCode.HTTP_STATUS,
                    "status " + status + ", expected " + profile.expectedText());
        } else {
            run.silenceMeans(FailureCode.HTTP_BODY_STALLED, "the body did not end");
        }
    }

    private void body(HttpContent content) {
        if (interim) {
            return;
        }
        ByteBuf part = content.content();
        bytes += part.readableBytes();
        if (bytes > BODY_BYTES_MAX) {
            fail(FailureCode.HTTP_BODY_TOO_LARGE, "more than " + BODY_BYTES_MAX + " bytes");
            return;
        }
        keep(part);
        if (content instanceof LastHttpContent) {
            run.detail("bodyBytes", Long.toString(bytes));
            end();
        }
    }

    private void keep(ByteBuf part) {
        int room = Math.min(part.readableBytes(), TEXT_BYTES_MAX - text.size());
        if (profile.text().isPresent() && room > 0) {
            byte[] kept = new byte[room];
            part.getBytes(part.readerIndex(), kept);
            text.write(kept, 0, room);
        }
    }

    private void end() {
        if (profile.text().filter(wanted -> !text.toString(StandardCharsets.UTF_8)
                .contains(wanted)).isPresent()) {
            fail(FailureCode.HTTP_TEXT_MISSING, "the text looked for is not in the first "
                    + text.size() + " bytes of the body");
            return;
        }
        over = true;
        run.good();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed("the connection was closed");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset) {
            fail(FailureCode.HTTP_STREAM_ENDED, "RST_STREAM " + errorName(reset.errorCode()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        broken(error);
    }

    /// Something broke on the way; whose fault it is stands in what broke.
    void broken(Throwable error) {
        Throwable cause = error instanceof DecoderException && error.getCause() != null
                ? error.getCause()
                : error;
        Optional<Fault> ours = SocketFaults.ours(cause);
        if (over || run.isOver()) {
            return;
        }
        if (ours.isPresent()) {
            over = true;
            run.ended(ours.get());
        } else if (cause instanceof TooLongFrameException
                || cause instanceof Http2Exception.HeaderListSizeException) {
            fail(FailureCode.HTTP_HEAD_TOO_LARGE, "more than " + Http1Request.HEAD_BYTES_MAX
                    + " bytes of headers, or a line of more than " + Http1Request.LINE_BYTES_MAX);
        } else if (cause instanceof PrematureChannelClosureException) {
            closed("the connection was closed");
        } else if (cause instanceof IOException) {
            closed("the connection was reset");
        } else {
            fail(FailureCode.HTTP_MALFORMED, head.isEmpty()
                    ? "what came does not begin as an answer of HTTP does"
                    : "the body is not framed as HTTP frames it, after " + bytes + " bytes");
        }
    }

    private void closed(String how) {
        String seen = run.stage() != Stage.BODY
                ? "before any byte of an answer"
                : head.isEmpty()
                        ? "in the head of the answer"
                        : "after " + bytes + " bytes of the body" + head
                                .map(response -> response.headers()
                                        .get(HttpHeaderNames.CONTENT_LENGTH))
                                .map(length -> " of " + length).orElse("");
        fail(FailureCode.HTTP_CLOSED_EARLY, how + " " + seen);
    }

    private void fail(FailureCode code, String seen) {
        if (!over) {
            over = true;
            run.failed(code, seen);
        }
    }

    static String errorName(long code) {
        Http2Error error = Http2Error.valueOf(code);
        return error == null ? Long.toString(code) : error.name();
    }
}
