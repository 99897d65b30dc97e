package dev.picket.probes.net;

import dev.picket.model.failure.FailureCode;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// The TLS of one target's runs: each makes a whole handshake, never a resumed one, so that each
/// sees the certificate.
public final class TlsClient {

    private static final int CAUSES_MAX = 8;
    private static final int PORTS = 65_535;
    private static final String ALERT = "Received fatal alert: ";

    private final SslContext context;
    private final AtomicInteger runs = new AtomicInteger();

    /// @param protocols what is offered by ALPN, best first; nothing where empty
    public TlsClient(Trust trust, List<String> protocols) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK)
                    .trustManager(trust.manager()).endpointIdentificationAlgorithm("HTTPS")
                    .sessionCacheSize(1);
            if (!protocols.isEmpty()) {
                builder.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT, protocols));
            }
            context = builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /// What was agreed on.
    ///
    /// @param protocol by ALPN; empty where none was
    /// @param expiresAt when the first certificate of the chain expires
    /// @param flaw why the certificate would have been refused, where the trust only reports
    public record Agreed(String protocol, Optional<Instant> expiresAt,
            Optional<Fault.OfTarget> flaw) {}

    /// Makes the handshake in the run's present stage; a failure ends the run.
    ///
    /// @param host the name that is asked for and must be the certificate's
    public void handshake(StagedRun run, Channel channel, String host, Consumer<Agreed> agreed) {
        // The JDK resumes a session with the same host and port. The port is told to it for no
        // other purpose, so another each time has every handshake made whole.
        int port = 1 + Math.floorMod(runs.getAndIncrement(), PORTS);
        SslHandler handler = context.newHandler(channel.alloc(), host, port);
        handler.setHandshakeTimeoutMillis(0);
        channel.pipeline().addFirst(handler);
        handler.handshakeFuture().addListener((Future<Channel> done) -> {
            if (run.isOver()) {
                return;
            }
            if (done.isSuccess()) {
                String protocol = handler.applicationProtocol();
                agreed.accept(new Agreed(protocol == null ? "" : protocol, expiry(handler),
                        ReportingJudge.flaw(handler.engine().getSession())));
            } else {
                run.ended(fault(done.cause(), channel));
            }
        });
    }

    private static Optional<Instant> expiry(SslHandler handler) {
        Optional<Instant> first = Optional.empty();
        try {
            for (Certificate each : handler.engine().getSession().getPeerCertificates()) {
                if (each instanceof X509Certificate certificate) {
                    Instant expires = certificate.getNotAfter().toInstant();
                    first = first.filter(expires::isAfter).or(() -> Optional.of(expires));
                }
            }
        } catch (SSLPeerUnverifiedException _) {
            return Optional.empty();
        }
        return first;
    }

    private static Fault fault(Throwable error, Channel channel) {
        Throwable at = error;
        for (int i = 0; at != null && i < CAUSES_MAX; i++) {
            if (at instanceof RefusedCertificate refused) {
                return new Fault.OfTarget(refused.code(), refused.seen());
            }
            if (at instanceof NotSslRecordException) {
                return new Fault.OfTarget(FailureCode.TLS_MALFORMED,
                        "what was answered is no TLS record");
            }
            String message = at.getMessage();
            if (at instanceof SSLException && message != null && message.contains(ALERT)) {
                return new Fault.OfTarget(FailureCode.TLS_ALERT, "alert "
                        + message.substring(message.indexOf(ALERT) + ALERT.length()));
            }
            at = at.getCause();
        }
        if (!channel.isActive() || !(error instanceof SSLException)) {
            return SocketFaults.ours(error).orElseGet(() -> new Fault.OfTarget(
                    FailureCode.TLS_CLOSED, "the connection ended before the handshake did"));
        }
        return new Fault.OfTarget(FailureCode.TLS_MALFORMED, String.valueOf(error.getMessage()));
    }
}
