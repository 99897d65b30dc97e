package dev.picket.probes.net;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.platform.net.SocketAddresses;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The stage in which a name becomes an address. Nothing is kept from lookup to lookup: what is
/// probed is also the name's own path. A name with several addresses is probed at the first.
public final class Lookup {

    private static final int CAUSES_MAX = 8;
    /// Longer than any stage: the run's own clock cuts the lookup and says so.
    private static final Duration QUERY_MAX = Duration.ofMinutes(5);

    private Lookup() {}

    /// How a lookup is made.
    ///
    /// @param resolver who is asked; this machine's own resolvers where empty
    /// @param types the kind of address looked for, by what the vantage can send from
    public record Way(Optional<InetSocketAddress> resolver, ResolvedAddressTypes types) {

        /// The way of a vantage that sends from `bind`.
        public static Way from(InetAddress bind, Optional<InetSocketAddress> resolver) {
            ResolvedAddressTypes types = bind instanceof Inet6Address
                    ? bind.isAnyLocalAddress()
                            ? ResolvedAddressTypes.IPV4_PREFERRED
                            : ResolvedAddressTypes.IPV6_ONLY
                    : bind.isAnyLocalAddress()
                            ? ResolvedAddressTypes.IPV4_PREFERRED
                            : ResolvedAddressTypes.IPV4_ONLY;
            return new Way(resolver, types);
        }
    }

    /// The address in `host`, where it is written as one.
    public static Optional<InetAddress> literal(String host) {
        return SocketAddresses.host(host);
    }

    /// Looks `host` up in the run's present stage and hands on its first address, if it may be
    /// probed; otherwise the run is ended.
    public static void run(NetLoops loops, StagedRun run, String host, Way way,
            Consumer<InetAddress> found) {
        DnsNameResolver resolver = loops.resolver(new NetLoops.ResolverKey(run.loop(), way),
                key -> resolver(loops, key.loop(), key.way()));
        resolver.resolveAll(host).addListener((Future<List<InetAddress>> answer) -> {
            if (run.isOver()) {
                return;
            }
            if (answer.isSuccess() && !answer.getNow().isEmpty()) {
                InetAddress address = answer.getNow().getFirst();
                run.detail("address", address.getHostAddress());
                found.accept(address);
            } else if (answer.isSuccess()) {
                run.failed(FailureCode.NAME_NOT_RESOLVED, "an answer without addresses");
            } else {
                run.ended(fault(answer.cause(), host));
            }
        });
    }

    /// Whether the run may go to `address`; where not, it is ended.
    public static boolean admits(StagedRun run, InetAddress address) {
        Optional<String> denial = run.target().policy().denial(address);
        denial.ifPresent(
                reason -> run.couldNotTell(LocalFaultCode.LOCAL_ADDRESS_DENIED, reason));
        return denial.isEmpty();
    }

    private static DnsNameResolver resolver(NetLoops loops, EventLoop loop, Way way) {
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                .datagramChannelType(loops.datagrams()).socketChannelType(loops.streams())
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .resolveCache(NoopDnsCache.INSTANCE).cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .searchDomains(List.of()).ndots(1).resolvedAddressTypes(way.types())
                .queryTimeoutMillis(QUERY_MAX.toMillis());
        way.resolver().ifPresent(server -> builder
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(server)));
        return builder.build();
    }

    private static Fault fault(Throwable error, String host) {
        Optional<Fault> ours = SocketFaults.ours(error);
        if (ours.isPresent()) {
            return ours.get();
        }
        Throwable at = error;
        for (int i = 0; at != null && i < CAUSES_MAX; i++) {
            if (at instanceof DnsNameResolverTimeoutException) {
                return new Fault.OfTarget(FailureCode.NAME_SERVER_SILENT, "no answer");
            }
            if (at instanceof DnsErrorCauseException answered) {
                return ofAnswer(answered.getCode(), host);
            }
            at = at.getCause();
        }
        return new Fault.OfTarget(FailureCode.NAME_NOT_RESOLVED,
                "no usable answer for " + host);
    }

    private static Fault ofAnswer(DnsResponseCode code, String host) {
        FailureCode meant = code.equals(DnsResponseCode.NXDOMAIN)
                ? FailureCode.NAME_UNKNOWN
                : FailureCode.NAME_SERVER_FAILED;
        return new Fault.OfTarget(meant,
                "the resolver answered " + Rcode.text(code) + " for " + host);
    }
}
