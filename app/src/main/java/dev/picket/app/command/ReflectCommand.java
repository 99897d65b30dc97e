package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.model.time.Clock;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.ResponderService;
import dev.picket.probes.stamp.ReflectorService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `reflect`: a stateful STAMP reflector (RFC 8762 §4.3) on one or several addresses.
@Command(name = "reflect", mixinStandardHelpOptions = true, //
        description = "Answers STAMP packets until stopped.")
final class ReflectCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--listen", required = true, paramLabel = "ADDR:PORT", //
            description = "Where to answer, such as 10.81.2.2:862; may be given several times.")
    private List<String> listen = new ArrayList<>();

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
        return reflect(addresses);
    }

    private int reflect(List<InetSocketAddress> addresses) {
        Clock clock = SystemClock.system();
        try (Until until = new Until();
                DatagramPlane plane = DatagramPlanes.open(clock, "reflector")) {
            for (InetSocketAddress address : addresses) {
                try {
                    ResponderService service = ReflectorService.open(plane, clock, address);
                    terminal.line("reflecting STAMP at " + SocketAddresses.text(service.local())
                            + "/udp; stamps " + plane.stampsLabel());
                } catch (IOException e) {
                    terminal.aside("picket: cannot listen on " + SocketAddresses.text(address)
                            + "/udp: " + e.getMessage() + "; it is taken, not an address of "
                            + "this machine, or a port below 1024 without the right to it");
                    return ExitCode.COULD_NOT_TELL;
                }
            }
            until.stopped();
            return ExitCode.GOOD;
        }
    }
}
