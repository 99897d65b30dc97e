package dev.picket.app.command;

import dev.picket.app.terminal.LineQueue;
import dev.picket.app.terminal.Terminal;
import dev.picket.app.wiring.CannotStart;
import dev.picket.app.wiring.Demo;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.simulation.demo.StoryVerdict;
import dev.picket.simulation.world.DemoNetwork;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `demo`: a provider network on loopback, two faults in it, and everything Picket does about them.
@Command(name = "demo", mixinStandardHelpOptions = true, //
        description = "Shows it all on a simulated provider network on loopback.")
final class DemoCommand implements Callable<Integer> {

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final Map<String, Duration> UNITS = Map.of("s", Duration.ofSeconds(1), "m",
            Duration.ofMinutes(1), "h", Duration.ofHours(1));

    private final Terminal terminal;

    @Option(names = "--for", paramLabel = "TIME", //
            description = "End by itself after this time, such as 3m, with a verdict.")
    private Optional<String> length = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Settles which packets are lost.")
    private long seed = DemoNetwork.SEED;

    @Option(names = "--listen", paramLabel = "ADDR:PORT", //
            description = "Where to serve the pages (127.0.0.1:8080).")
    private String listen = "127.0.0.1:8080";

    @Option(names = "--json", description = "What happens as JSON lines.")
    private boolean json;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<InetSocketAddress> address = SocketAddresses.parse(listen)
                .filter(parsed -> parsed.getAddress().isLoopbackAddress());
        Optional<Duration> time = length.flatMap(DemoCommand::time);
        if (address.isEmpty()) {
            terminal.aside("picket: --listen takes a loopback address with port such as "
                    + "127.0.0.1:8080, got '" + listen + "'");
            return ExitCode.USAGE;
        }
        if (length.isPresent() && time.isEmpty()) {
            terminal.aside("picket: --for takes a time such as 90s or 3m, got '"
                    + length.get() + "'");
            return ExitCode.USAGE;
        }
        try (Until until = new Until(); LineQueue lines = LineQueue.start(terminal::line)) {
            return demo(until, new Demo.Choices(seed, address.get(), json), lines, time);
        } catch (CannotStart e) {
            terminal.aside("picket: " + e.sentence());
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private int demo(Until until, Demo.Choices choices, LineQueue lines, Optional<Duration> time)
            throws CannotStart {
        try (Demo demo = Demo.start(choices, lines::line, terminal::aside)) {
            StoryVerdict verdict = demo.tell(time);
            if (until.isAsked()) {
                return ExitCode.COULD_NOT_TELL;
            }
            demo.say(verdict);
            if (time.isEmpty()) {
                demo.remark("the story is over; still watching, Ctrl-C ends it");
                until.stopped();
            }
            return verdict.held() ? ExitCode.GOOD : ExitCode.BAD;
        }
    }

    static Optional<Duration> time(String text) {
        Matcher matcher = TIME.matcher(text);
        return matcher.matches()
                ? Optional.of(UNITS.getOrDefault(matcher.group(2), Duration.ZERO)
                        .multipliedBy(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }
}
