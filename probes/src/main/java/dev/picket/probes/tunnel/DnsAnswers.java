package dev.picket.probes.tunnel;

import dev.picket.model.failure.FailureCode;
import java.util.Optional;

/// What an answer to the question for the API's address means.
final class DnsAnswers {

    private DnsAnswers() {}

    static Ending judged(DnsMessage.Answer answer, String name) {
        if (answer.code() != 0) {
            return failed("the resolver answered code " + answer.code() + " ("
                    + words(answer.code()) + ")");
        }
        return address(answer).isPresent()
                ? new Ending.Passed()
                : failed("an answer without an IPv6 address for " + name);
    }

    /// The first address that packets can be sent to.
    static Optional<Ipv6Address> address(DnsMessage.Answer answer) {
        return answer.addresses().stream().filter(Ipv6Address::isUnicast).findFirst();
    }

    static Ending failed(String seen) {
        return new Ending.Failed(FailureCode.WG_TUNNEL_DNS_ERROR, seen);
    }

    private static String words(int code) {
        return switch (code) {
            case 1 -> "FORMERR";
            case 2 -> "SERVFAIL";
            case 3 -> "NXDOMAIN";
            case 4 -> "NOTIMP";
            case 5 -> "REFUSED";
            default -> "an error";
        };
    }
}
