package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.app.wiring.CannotStart;
import dev.picket.app.wiring.Demo;
import dev.picket.simulation.world.DemoNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `rehearse`: a few seconds of the demonstration in silence, for the launcher's AOT cache.
@Command(name = "rehearse", hidden = true, description = "Trains the AOT cache.")
final class RehearseCommand implements Callable<Integer> {

    private static final Duration LENGTH = Duration.ofSeconds(4);

    private final Terminal terminal;

    RehearseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Demo.Choices choices = new Demo.Choices(DemoNetwork.SEED,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false);
        try (Demo demo = Demo.start(choices, terminal::line, terminal::aside)) {
            demo.tell(Optional.of(LENGTH));
            return ExitCode.GOOD;
        } catch (CannotStart e) {
            terminal.aside("picket: " + e.sentence());
            return ExitCode.COULD_NOT_TELL;
        }
    }
}
