package dev.picket.probes.http;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.time.Clock;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.probes.net.CertificateNotes;
import dev.picket.probes.net.Connector;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.NetLoops;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.StagedRun;
import dev.picket.probes.net.TlsClient;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/// One run from the name to the last byte, over as many addresses as redirects lead to.
final class HttpRun {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String H2 = "h2";

    private final StagedRun run;
    private final HttpProbe.Asked asked;
    private final Means means;
    private final CertificateNotes certificates;
    private int redirects;

    /// What a run needs of its surroundings.
    record Means(NetLoops loops, TlsClient tls, Clock clock) {}

    HttpRun(StagedRun run, HttpProbe.Asked asked, Means means) {
        this.run = run;
        this.asked = asked;
        this.means = means;
        this.certificates = new CertificateNotes(run, asked.profile().certificateWarning());
    }

    /// Goes to `url`; the run has just entered the first stage of it.
    void hop(URI url) {
        Optional<InetAddress> literal = Lookup.literal(url.getHost());
        if (literal.isPresent()) {
            connect(url, literal.get());
            return;
        }
        Lookup.run(means.loops(), run, url.getHost(), asked.way(), address -> {
            if (admits(address)) {
                run.passed(Stage.CONNECT);
                connect(url, address);
            }
        });
    }

    /// Nothing is known where our own settings name a denied address; a redirect that leads to one
    /// is the target's doing.
    private boolean admits(InetAddress address) {
        if (redirects == 0) {
            return Lookup.admits(run, address);
        }
        Optional<String> denial = run.target().policy().denial(address);
        denial.ifPresent(reason -> run.failed(FailureCode.HTTP_REDIRECT_DENIED, reason));
        return denial.isEmpty();
    }

    private void connect(URI url, InetAddress address) {
        if (!admits(address)) {
            return;
        }
        boolean secure = isSecure(url);
        int port = url.getPort() > 0 ? url.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        Connector.tcp(means.loops(), run, new InetSocketAddress(address, port), channel -> {
            if (secure) {
                run.passed(Stage.TLS);
                means.tls().handshake(run, channel, bare(url.getHost()),
                        agreed -> agreed(url, channel, agreed));
            } else {
                run.passed(Stage.REQUEST);
                first(url, channel);
            }
        });
    }

    private void agreed(URI url, Channel channel, TlsClient.Agreed agreed) {
        agreed.expiresAt().ifPresent(at -> certificates.shown(at, means.clock().wall()));
        if (asked.profile().version() == HttpProfile.Version.HTTP_2
                && !agreed.protocol().equals(H2)) {
            run.failed(FailureCode.HTTP_VERSION, "HTTP/2 was offered by ALPN and not taken");
            return;
        }
        run.passed(Stage.REQUEST);
        if (agreed.protocol().equals(H2)) {
            run.detail("protocol", H2);
            Http2Request.send(run, channel, url, exchange(url));
        } else {
            first(url, channel);
        }
    }

    private void first(URI url, Channel channel) {
        run.detail("protocol", "http/1.1");
        Http1Request.send(run, channel, url, exchange(url));
    }

    private HttpExchange exchange(URI url) {
        return new HttpExchange(run, asked.profile(), location -> redirected(url, location));
    }

    private void redirected(URI from, String location) {
        if (redirects >= asked.profile().redirectsMax()) {
            run.failed(FailureCode.HTTP_REDIRECTS_TOO_MANY,
                    redirects + " followed, then to " + location);
            return;
        }
        Optional<URI> next = target(from, location);
        if (next.isEmpty()) {
            run.failed(FailureCode.HTTP_REDIRECT_DENIED, "a redirect from " + from.getScheme()
                    + " to " + location + " is not followed");
            return;
        }
        redirects++;
        run.again("redirect " + redirects + ": ", HttpProbe.stages(next.get()));
        hop(next.get());
    }

    /// Where a redirect leads, if it may be followed: to a host by HTTP, and never out of TLS.
    private static Optional<URI> target(URI from, String location) {
        try {
            URI next = from.resolve(location);
            boolean same = isSecure(next)
                    || ("http".equals(next.getScheme()) && !isSecure(from));
            return same && next.getHost() != null ? Optional.of(next) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isSecure(URI url) {
        return "https".equals(url.getScheme());
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
