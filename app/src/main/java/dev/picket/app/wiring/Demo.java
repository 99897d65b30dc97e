package dev.picket.app.wiring;

import dev.picket.app.terminal.IncidentLines;
import dev.picket.model.failure.FailureText;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.time.SystemClock;
import dev.picket.platform.yaml.Secret;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.simulation.demo.DemoStory;
import dev.picket.simulation.demo.PageReceiver;
import dev.picket.simulation.demo.ReceivedPage;
import dev.picket.simulation.demo.StoryLine;
import dev.picket.simulation.demo.StoryPlan;
import dev.picket.simulation.demo.StoryText;
import dev.picket.simulation.demo.StoryVerdict;
import dev.picket.simulation.history.HistoryFill;
import dev.picket.simulation.loopback.LoopbackSettings;
import dev.picket.simulation.loopback.LoopbackWorld;
import dev.picket.simulation.world.DemoNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The demonstration: the very line of `run`, put before a provider network on loopback in which
/// faults happen by a script. Its database and pages live in a folder of their own and go with it.
public final class Demo implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final Choices choices;
    private final Consumer<String> lines;
    private final Consumer<String> remarks;
    private final Clock clock = SystemClock.system();
    private final StoryPlan plan = StoryPlan.ofJune2024();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicReference<Optional<DemoStory>> story = new AtomicReference<>(
            Optional.empty());

    /// What the caller decides.
    ///
    /// @param json whether what happens is told as JSON lines
    public record Choices(long seed, InetSocketAddress listen, boolean json) {}

    private Demo(Choices choices, Consumer<String> lines, Consumer<String> remarks) {
        this.choices = choices;
        this.lines = lines;
        this.remarks = remarks;
    }

    /// Starts the network, the line behind it, and the probes; the story begins.
    ///
    /// @param lines takes what happens
    /// @param remarks takes what else is to be said beside JSON lines
    public static Demo start(Choices choices, Consumer<String> lines, Consumer<String> remarks)
            throws CannotStart {
        Demo demo = new Demo(choices, lines, remarks);
        try {
            demo.start();
            return demo;
        } catch (IOException e) {
            demo.close();
            throw CannotStart.machine("the loopback network cannot be opened: " + e.getMessage()
                    + "; it needs addresses of 127.0.0.0/8 and free ports");
        } catch (CannotStart | RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    private void start() throws IOException, CannotStart {
        Path folder = Files.createTempDirectory("picket-demo");
        parts.push(() -> delete(folder));
        // One plane for both ends: where the world's thread stands still, the prober knows it did.
        DatagramPlane plane = opened(DatagramPlanes.open(clock, "demo"));
        LoopbackWorld world = opened(LoopbackWorld.open(DemoNetwork.world(), plan.script(),
                choices.seed(), new LoopbackWorld.Ground(clock, plane)));
        PageReceiver receiver = opened(PageReceiver.start(clock, this::received));
        Settings settings = world.settings(new LoopbackSettings.Choices(pages(receiver),
                choices.listen(), folder.resolve("picket.db"), plan.warmUp()));
        FirstReply firstReply = new FirstReply(clock, after -> remark(
                "first probe reply after " + FailureText.duration(after.toNanos())));
        EarlyProbing early = new EarlyProbing(firstReply);
        Probing probing = opened(Probing.start(settings, plane, clock, early.input()));
        Installation.Running running = opened(Installation.start(
                WatchPlan.of(settings, true, this::happened, clock)
                        .withHistory(HistoryFill.before(clock.wall())),
                firstReply));
        closeFirst(probing);
        running.closerLook(probing::lookCloser);
        early.connect(running.input());
        Instant start = world.begin();
        story.set(Optional.of(new DemoStory(plan, start, clock, this::said)));
        introduce(settings, running, probing);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /// The probes began before the line behind them and end before it all the same.
    private void closeFirst(AutoCloseable part) {
        parts.remove(part);
        parts.push(part);
    }

    private Settings.Pages pages(PageReceiver receiver) {
        return new Settings.Pages(
                Optional.of(new Settings.PagerDuty(receiver.pagerDutyUrl(),
                        Secret.of("demo-routing-key"))),
                Optional.of(new Settings.Webhook(receiver.webhookUrl(),
                        Secret.of("whsec_cGlja2V0LWRlbW8tc2VjcmV0LTI0LWJ5dGVz"))));
    }

    private void introduce(Settings settings, Installation.Running running, Probing probing) {
        remark("a simulated provider network on loopback: " + settings.network().regions().size()
                + " regions, " + settings.network().providers().size() + " providers, "
                + settings.topology().routes().size() + " paths, a round a second, stamps "
                + probing.stampsLabel());
        int wanted = choices.listen().getPort();
        if (wanted != 0 && running.address().getPort() != wanted) {
            remark("port " + wanted + " is taken, another was chosen");
        }
        remark("open " + running.pages() + " for the status page, " + running.pages()
                + "incidents for the operator's, " + running.pages() + "metrics for Prometheus");
        remark("first a minute of healthy traffic, in which the detector learns; then two faults");
    }

    private void happened(IncidentEvent event) {
        story.get().ifPresent(telling -> telling.seen(event));
        if (!choices.json()) {
            boolean own = switch (event) {
                case IncidentEvent.ProberTroubled _,IncidentEvent.ProberRecovered _ -> true;
                case IncidentEvent.Opened _,IncidentEvent.Reopened _,IncidentEvent.Revised _ ->
                    false;
                case IncidentEvent.Recovering _,IncidentEvent.Resolved _ -> false;
                case IncidentEvent.PageEnqueued _,IncidentEvent.PageAttempted _ -> false;
                case IncidentEvent.Acknowledged _,IncidentEvent.Noted _ -> true;
                case IncidentEvent.Accepted _,IncidentEvent.Ticketed _ -> true;
                case IncidentEvent.Operated _,IncidentEvent.Acted _ -> true;
                case IncidentEvent.ScopeChanged _,IncidentEvent.Flapping _ -> false;
                case IncidentEvent.Merged _ -> false;
            };
            if (own) {
                lines.accept(IncidentLines.of(event));
            }
        }
    }

    private void received(ReceivedPage page) {
        story.get().ifPresent(telling -> telling.received(page));
    }

    private void said(StoryLine line) {
        lines.accept(choices.json() ? StoryText.json(line).toString() : line.line());
    }

    /// Says what is no event of the story: beside the lines where these are JSON.
    public void remark(String text) {
        (choices.json() ? remarks : lines).accept(text);
    }

    /// Tells the story, to its end or for `time`, and gives the verdict. An interruption ends it.
    public StoryVerdict tell(Optional<Duration> time) {
        DemoStory telling = story.get().orElseThrow();
        Thread teller = Thread.currentThread();
        MonotonicInstant begun = clock.monotonic();
        Thread bell = Thread.ofVirtual().unstarted(() -> {
            try {
                Thread.sleep(time.orElse(Duration.ZERO));
                teller.interrupt();
            } catch (InterruptedException _) {
                // The story was over before.
            }
        });
        time.ifPresent(_ -> bell.start());
        StoryVerdict verdict = telling.tellToTheEnd();
        bell.interrupt();
        Thread.interrupted();
        LOG.debug("The story took {} ns", clock.monotonic().nanosSince(begun));
        return verdict;
    }

    /// Says the verdict.
    public void say(StoryVerdict verdict) {
        if (choices.json()) {
            lines.accept(StoryText.json(verdict).toString());
        } else {
            StoryText.lines(verdict).forEach(lines);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly: {}", part.getClass().getSimpleName(),
                        e.toString());
            }
        }
    }
}
