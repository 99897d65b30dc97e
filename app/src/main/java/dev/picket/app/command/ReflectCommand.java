package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.model.time.Clock;
import dev.picket.platform.net.AddressPrefix;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.PlaneCalls;
import dev.picket.probes.run.ResponderService;
import dev.picket.probes.stamp.ReflectorRules;
import dev.picket.probes.stamp.ReflectorService;
import dev.picket.probes.stamp.StampKey;
import dev.picket.probes.stamp.StampReflector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `reflect`: a STAMP reflector (RFC 8762 §4.3) on one or several addresses.
@Command(name = "reflect", mixinStandardHelpOptions = true, //
        description = "Answers STAMP packets until stopped.")
final class ReflectCommand implements Callable<Integer> {

    /// How often it is told what was answered and what was not.
    private static final Duration COUNTS_EVERY = Duration.ofMinutes(1);
    private static final Duration COUNTS_WAIT_MAX = Duration.ofSeconds(1);

    private final Terminal terminal;

    @Option(names = "--listen", required = true, paramLabel = "ADDR:PORT", //
            description = "Where to answer, such as 10.81.2.2:862; may be given several times.")
    private List<String> listen = new ArrayList<>();

    @Option(names = "--hmac-key-file", paramLabel = "FILE", //
            description = "Answer only requests authenticated under this key: "
                    + "16 to 64 octets in base64.")
    private Optional<Path> keyFile = Optional.empty();

    @Option(names = "--allow", paramLabel = "PREFIX", //
            description = "Answer only these addresses, such as 10.81.0.0/16; may be given "
                    + "several times.")
    private List<String> allow = new ArrayList<>();

    @Option(names = "--stateless", //
            description = "Send the sender's numbers back; the direction of loss is then unknown.")
    private boolean stateless;

    ReflectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String text : listen) {
            Optional<InetSocketAddress> address = SocketAddresses.parse(text);
            if (address.isEmpty()) {
                terminal.aside("picket: --listen takes a numeric address with port such as "
                        + "10.81.2.2:862 or [2001:db8::2]:862, got '" + text + "'");
                return ExitCode.USAGE;
            }
            address.ifPresent(addresses::add);
        }
        try {
            return reflect(addresses, rules());
        } catch (IllegalArgumentException e) {
            terminal.aside("picket: " + e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private ReflectorRules rules() {
        List<AddressPrefix> allowed = allow.stream()
                .map(text -> AddressPrefix.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--allow takes an address or a prefix such as 10.81.0.0/16, got '"
                                        + text + "'")))
                .toList();
        Optional<StampKey> key = keyFile
                .map(file -> AdHocTarget.secret("--hmac-key-file", Optional.of(file)))
                .map(secret -> StampKey.parse(secret.reveal())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--hmac-key-file must hold " + StampKey.BYTES_MIN + " to "
                                        + StampKey.BYTES_MAX + " octets in base64")));
        return new ReflectorRules(key, !stateless, allowed);
    }

    private int reflect(List<InetSocketAddress> addresses, ReflectorRules rules) {
        Clock clock = SystemClock.system();
        List<ReflectorCounts> counts = new ArrayList<>();
        try (Until until = new Until();
                DatagramPlane plane = DatagramPlanes.open(clock, "reflector")) {
            for (InetSocketAddress address : addresses) {
                try {
                    StampReflector reflector = new StampReflector(address.getPort(), rules);
                    ResponderService service = ReflectorService.open(plane, clock, address,
                            reflector);
                    counts.add(new ReflectorCounts(SocketAddresses.text(service.local()),
                            reflector));
                    terminal.line("reflecting STAMP at " + SocketAddresses.text(service.local())
                            + "/udp; stamps " + plane.stampsLabel() + terms(rules));
                } catch (IOException e) {
                    terminal.aside("picket: cannot listen on " + SocketAddresses.text(address)
                            + "/udp: " + e.getMessage() + "; it is taken, not an address of "
                            + "this machine, or a port below 1024 without the right to it");
                    return ExitCode.COULD_NOT_TELL;
                }
            }
            tell(plane, clock, counts);
            until.stopped();
            PlaneCalls.runAndWait(plane, () -> counts.forEach(this::tell), COUNTS_WAIT_MAX);
            return ExitCode.GOOD;
        }
    }

    /// Tells every [#COUNTS_EVERY] what is new, on the plane's thread.
    private void tell(DatagramPlane plane, Clock clock, List<ReflectorCounts> counts) {
        plane.at(clock.monotonic().plus(COUNTS_EVERY), () -> {
            counts.forEach(this::tell);
            tell(plane, clock, counts);
        });
    }

    private void tell(ReflectorCounts counts) {
        counts.news().ifPresent(terminal::line);
    }

    private static String terms(ReflectorRules rules) {
        return (rules.key().isPresent() ? "; authenticated" : "")
                + (rules.stateful() ? "" : "; stateless")
                + (rules.allowed().isEmpty()
                        ? ""
                        : "; for " + rules.allowed().size()
                                + (rules.allowed().size() == 1 ? " prefix" : " prefixes"));
    }
}
