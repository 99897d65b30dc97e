package dev.picket.probes.dns;

import dev.picket.model.failure.FailureCode;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.probes.net.Fault;
import dev.picket.probes.net.Rcode;
import dev.picket.probes.net.SocketFaults;
import dev.picket.probes.net.StagedRun;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what comes back until it is the answer. A datagram that is no answer to the question, by
/// its number, its question or its form, is counted and waited past: anybody can send one.
final class DnsAnswer extends ChannelInboundHandlerAdapter {

    /// Records shown of an answer.
    private static final int SHOWN_MAX = 4;

    private final StagedRun run;
    private final DnsProfile profile;
    private final DnsQuestion question;
    private final int id;
    private final Runnable truncated;
    private int ignored;
    private boolean over;

    DnsAnswer(StagedRun run, DnsProfile profile, DnsQuestion question, int id,
            Runnable truncated) {
        this.run = run;
        this.profile = profile;
        this.question = question;
        this.id = id;
        this.truncated = truncated;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!over && !run.isOver()) {
                if (message instanceof DnsResponse response && isOurs(response)) {
                    answered(context, response);
                } else {
                    ignore(context, "an answer to another question");
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private boolean isOurs(DnsResponse response) {
        if (response.id() != id) {
            return false;
        }
        // Servers that cannot read a question send none back.
        if (response.count(DnsSection.QUESTION) == 0) {
            return response.count(DnsSection.ANSWER) == 0
                    && !response.code().equals(DnsResponseCode.NOERROR);
        }
        DnsRecord asked = response.recordAt(DnsSection.QUESTION);
        return asked.name().equalsIgnoreCase(question.name())
                && asked.type().equals(question.type());
    }

    /// On a connection nobody else speaks: what is no answer there is the resolver's own.
    private void ignore(ChannelHandlerContext context, String what) {
        if (context.channel() instanceof DatagramChannel) {
            ignored++;
            run.detail("ignored", Integer.toString(ignored));
        } else {
            fail(FailureCode.DNS_MALFORMED, what + " came over the connection");
        }
    }

    private void answered(ChannelHandlerContext context, DnsResponse response) {
        run.detail("rcode", Rcode.text(response.code()));
        if (response.isTruncated() && context.channel() instanceof DatagramChannel) {
            over = true;
            truncated.run();
        } else if (response.code().equals(DnsResponseCode.NOERROR)) {
            records(response);
        } else {
            fail(codeOf(response.code()), "the resolver answered " + Rcode.text(response.code()));
        }
    }

    private void records(DnsResponse response) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
            DnsRecord record = response.recordAt(DnsSection.ANSWER, i);
            if (record.type().equals(question.type())) {
                found.add(RecordText.of(record));
            }
        }
        String shown = String.join(", ", found.subList(0, Math.min(SHOWN_MAX, found.size())));
        if (found.isEmpty()) {
            fail(FailureCode.DNS_NO_RECORD, "an answer without a record of type "
                    + profile.type());
            return;
        }
        run.detail("records", found.size() > SHOWN_MAX ? shown + ", …" : shown);
        if (!profile.expected().isEmpty() && profile.expected().stream()
                .map(RecordText::canonical).noneMatch(found::contains)) {
            fail(FailureCode.DNS_ANSWER_UNEXPECTED, "got " + shown + ", expected "
                    + String.join(" or ", profile.expected()));
            return;
        }
        over = true;
        run.good();
    }

    private static FailureCode codeOf(DnsResponseCode code) {
        if (code.equals(DnsResponseCode.NXDOMAIN)) {
            return FailureCode.DNS_NAME_UNKNOWN;
        }
        if (code.equals(DnsResponseCode.SERVFAIL)) {
            return FailureCode.DNS_SERVER_FAILED;
        }
        return code.equals(DnsResponseCode.REFUSED)
                ? FailureCode.DNS_REFUSED
                : FailureCode.DNS_ERROR;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(FailureCode.DNS_CLOSED_EARLY, "the connection was closed before an answer");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        if (over || run.isOver()) {
            return;
        }
        if (error instanceof DecoderException) {
            ignore(context, "what is no DNS message");
        } else if (context.channel() instanceof DatagramChannel) {
            broken(error, false);
        } else if (error instanceof IOException) {
            fail(FailureCode.DNS_CLOSED_EARLY, "the connection was reset before an answer");
        } else {
            fail(FailureCode.DNS_MALFORMED, "what came is no DNS message");
        }
    }

    /// The socket told of an error.
    ///
    /// @param atOnce whether the call itself failed, so that nothing came from the network
    void broken(Throwable error, boolean atOnce) {
        if (!over && !run.isOver()) {
            over = true;
            Optional<Fault> ours = SocketFaults.ours(error);
            run.ended(ours.orElseGet(() -> SocketFaults.ofDatagram(error, atOnce)));
        }
    }

    private void fail(FailureCode code, String seen) {
        if (!over) {
            over = true;
            run.failed(code, seen);
        }
    }
}
