package dev.picket.platform.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Which addresses are probed. Ranges that are nobody's on the public network are denied unless the
/// configuration allows that very range: a name that someone else's zone resolves, or a redirect,
/// must not make this machine ask its own neighbours, or a cloud's metadata service.
///
/// An address is judged after its name is looked up and is then the one connected to, so a second
/// lookup cannot change it. A v4-mapped address is read as the IPv4 address it holds.
///
/// Ranges: IANA's special-purpose registries (RFC 6890), multicast (RFC 5771, RFC 4291) and the
/// prefixes that carry IPv4 addresses inside (RFC 4291 §2.5.5.1, RFC 6052, RFC 3056).
///
/// @param allowed ranges that are probed all the same
public record AddressPolicy(List<AddressPrefix> allowed) {

    /// Nothing is allowed beside what is public.
    public static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of());

    private static final List<Denied> DENIED = List.of(denied("0.0.0.0/8", "this network"),
            denied("10.0.0.0/8", "private"), denied("100.64.0.0/10", "shared (CGNAT)"),
            denied("127.0.0.0/8", "loopback"),
            denied("169.254.0.0/16", "link-local, with the clouds' metadata services"),
            denied("172.16.0.0/12", "private"), denied("192.0.0.0/24", "protocol assignments"),
            denied("192.168.0.0/16", "private"), denied("198.18.0.0/15", "benchmarking"),
            denied("224.0.0.0/4", "multicast"), denied("240.0.0.0/4", "reserved and broadcast"),
            denied("::/96", "loopback and IPv4-compatible"),
            denied("64:ff9b::/96", "IPv4 behind a translator"),
            denied("64:ff9b:1::/48", "IPv4 behind a local translator"),
            denied("100::/64", "discarded"), denied("2002::/16", "IPv4 inside (6to4)"),
            denied("2001::/32", "IPv4 inside (Teredo)"),
            denied("fc00::/7", "unique local (private)"), denied("fe80::/10", "link-local"),
            denied("fec0::/10", "site-local"), denied("ff00::/8", "multicast"));

    private record Denied(AddressPrefix prefix, String words) {}

    public AddressPolicy {
        allowed = List.copyOf(allowed);
    }

    /// Why `address` is not probed, such as `127.0.0.1 is loopback`; empty where it is.
    public Optional<String> denial(InetAddress address) {
        for (AddressPrefix prefix : allowed) {
            if (prefix.contains(address)) {
                return Optional.empty();
            }
        }
        return DENIED.stream().filter(range -> range.prefix().contains(address)).findFirst()
                .map(range -> address.getHostAddress() + " is " + range.words());
    }

    private static Denied denied(String range, String words) {
        return new Denied(AddressPrefix.parse(range).orElseThrow(), words);
    }
}
