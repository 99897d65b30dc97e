package dev.picket.probes.dns;

import dev.picket.model.result.StageTiming;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.platform.settings.DnsProfile.Transport;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.Trust;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Asks the dnsmasq of the lab, in whose namespace this runs as a process of its own; prints one
/// `transport type name=what was seen` line for each question.
public final class DnsmasqMain {

    private static final InetSocketAddress DNSMASQ = at(53);
    private static final int CLOSED_PORT = 5_301;
    /// Where dnsmasq passes on what it is asked of `fails.test`.
    private static final int FAILING_PORT = 5_302;
    private static final int SERVFAIL = 2;
    private static final List<String> QUESTIONS = List.of("A www.example.net", "A WWW.eXample.net",
            "AAAA www.example.net", "CNAME alias.example.net", "PTR 7.2.0.192.in-addr.arpa",
            "TXT short.example.net", "TXT long.example.net", "A none.example.net",
            "A www.elsewhere.test", "A www.fails.test");

    private DnsmasqMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (DoorRuns runs = new DoorRuns();
                ScriptedResolver failing = new ScriptedResolver(FAILING_PORT,
                        question -> List.of(ScriptedResolver.answer(question, SERVFAIL)))) {
            assert failing.address().getPort() == FAILING_PORT;
            for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
                for (String question : QUESTIONS) {
                    print(runs, transport, question, DNSMASQ);
                }
                print(runs, transport, "A closed.test", at(CLOSED_PORT));
            }
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private static void print(DoorRuns runs, Transport transport, String question,
            InetSocketAddress server) throws InterruptedException {
        String[] parts = question.split(" ", 2);
        SessionReport report = runs.run(new DnsProbe(DoorRuns.target(DoorRuns.LONG),
                new DnsProfile(server, transport, parts[1], parts[0], List.of(),
                        Optional.empty(), Optional.empty()),
                Trust.system(), new DnsProbe.Source(DoorRuns.clock(), () -> question.hashCode())));
        System.out.println(transport.label() + " " + question + "=" + DoorRuns.failure(report)
                + " [" + report.stages().stream().map(StageTiming::stage)
                        .collect(Collectors.joining(", "))
                + "] " + report.details().getOrDefault("records", "").replaceAll("x{9,}", "x…"));
    }
}
