package dev.picket.probes.net;

import io.netty.handler.codec.dns.DnsResponseCode;

/// The response code of a DNS answer (RFC 1035 §4.1.1) for people: `NXDomain`.
public final class Rcode {

    private Rcode() {}

    /// The name of `code` without its number.
    public static String text(DnsResponseCode code) {
        String text = code.toString();
        int bracket = text.indexOf('(');
        return bracket < 0 ? text : text.substring(0, bracket);
    }
}
