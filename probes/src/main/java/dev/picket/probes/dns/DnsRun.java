package dev.picket.probes.dns;

import dev.picket.model.time.Clock;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.probes.net.CertificateNotes;
import dev.picket.probes.net.Connector;
import dev.picket.probes.net.NetLoops;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.StagedRun;
import dev.picket.probes.net.TlsClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DefaultDnsQuery;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryEncoder;
import io.netty.handler.codec.dns.TcpDnsResponseDecoder;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/// One question on its way, over whatever carries it.
final class DnsRun {

    private final StagedRun run;
    private final DnsProfile profile;
    private final Clock clock;
    private final int id;

    DnsRun(StagedRun run, DnsProfile profile, DnsProbe.Source source) {
        this.run = run;
        this.profile = profile;
        this.clock = source.clock();
        this.id = source.ids().getAsInt() & 0xffff;
    }

    void begin(NetLoops loops, TlsClient tls) {
        switch (profile.transport()) {
            case UDP -> datagram(loops);
            case TCP -> connection(loops, Stage.ANSWER);
            case TLS -> Connector.tcp(loops, run, profile.server(), channel -> {
                run.passed(Stage.TLS);
                tls.handshake(run, channel, profile.serverName()
                        .orElseGet(() -> profile.server().getAddress().getHostAddress()),
                        agreed -> {
                            agreed.expiresAt().ifPresent(this::shown);
                            run.passed(Stage.ANSWER);
                            ask(channel);
                        });
            });
        }
    }

    private void shown(Instant expiresAt) {
        new CertificateNotes(run, HttpProfile.CERTIFICATE_WARNING).shown(expiresAt, clock.wall());
    }

    private void datagram(NetLoops loops) {
        DnsAnswer answer = new DnsAnswer(run, profile, question(), id,
                () -> {
                    run.detail("truncated", "true");
                    run.extended(List.of(Stage.RETRY_CONNECT, Stage.RETRY_ANSWER));
                    connection(loops, Stage.RETRY_ANSWER);
                });
        InetSocketAddress server = profile.server();
        Connector.udp(loops, run, server, channel -> {
            channel.pipeline().addLast(new DatagramDnsQueryEncoder(),
                    new DatagramDnsResponseDecoder(), answer);
            DnsQuery query = new DatagramDnsQuery(null, server, id);
            query.setRecursionDesired(true).addRecord(DnsSection.QUESTION, question());
            send(channel, query, answer);
        });
    }

    private void connection(NetLoops loops, Stage next) {
        Connector.tcp(loops, run, profile.server(), channel -> {
            run.passed(next);
            ask(channel);
        });
    }

    private void ask(Channel channel) {
        DnsAnswer answer = new DnsAnswer(run, profile, question(), id, () -> {
        });
        channel.pipeline().addLast(new TcpDnsQueryEncoder(), new TcpDnsResponseDecoder(), answer);
        DnsQuery query = new DefaultDnsQuery(id);
        query.setRecursionDesired(true).addRecord(DnsSection.QUESTION, question());
        send(channel, query, answer);
    }

    private static void send(Channel channel, DnsQuery query, DnsAnswer answer) {
        ChannelFuture sending = channel.writeAndFlush(query);
        boolean atOnce = sending.isDone();
        sending.addListener((ChannelFuture sent) -> {
            if (!sent.isSuccess()) {
                answer.broken(sent.cause(), atOnce);
            }
        });
    }

    private DnsQuestion question() {
        return new DefaultDnsQuestion(profile.name(), DnsRecordType.valueOf(profile.type()));
    }
}
