package dev.picket.probes.net;

import dev.picket.model.result.Outcome;
import dev.picket.model.time.Clock;
import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.net.AddressPrefix;
import dev.picket.platform.settings.StageBudgets;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.run.AsyncProbe;
import dev.picket.probes.session.SessionReport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Runs of probes on event loops of their own, one at a time, against peers on the loopback.
public final class DoorRuns implements AutoCloseable {

    public static final AddressPolicy LOOPBACK = new AddressPolicy(
            List.of(AddressPrefix.parse("127.0.0.0/8").orElseThrow()));
    /// Long enough for a loopback answer on a busy machine, short enough for a test of silence.
    public static final Duration SHORT = Duration.ofMillis(300);
    public static final Duration LONG = Duration.ofSeconds(20);
    /// The test machine may be as slow as it likes.
    private static final Duration STALL_MAX = Duration.ofMinutes(5);
    private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");

    private final NetLoops loops = NetLoops.open();

    /// A target whose every stage has `budget`.
    public static DoorTarget target(Duration budget) {
        return target(new StageBudgets(budget, budget, budget, budget, budget, budget), LONG);
    }

    public static DoorTarget target(StageBudgets budgets, Duration timeout) {
        return new DoorTarget("here", "web (edge, loopback)", ANY, timeout, budgets, LOOPBACK,
                STALL_MAX);
    }

    /// A target whose stages have all the time but the one that is to be cut.
    public static StageBudgets onlyShort(Stage stage) {
        return new StageBudgets(stage == Stage.NAME ? SHORT : LONG,
                stage == Stage.CONNECT ? SHORT : LONG, stage == Stage.TLS ? SHORT : LONG,
                stage == Stage.REQUEST ? SHORT : LONG, stage == Stage.FIRST_BYTE ? SHORT : LONG,
                stage == Stage.BODY ? SHORT : LONG);
    }

    public static Clock clock() {
        return SystemClock.system();
    }

    public SessionReport run(AsyncProbe probe) throws InterruptedException {
        BlockingQueue<SessionReport> reports = new ArrayBlockingQueue<>(2);
        probe.begin(loops, "run-1", reports::add);
        SessionReport report = reports.poll(LONG.toSeconds() * 2, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("the run did not end");
        }
        return report;
    }

    public NetLoops loops() {
        return loops;
    }

    /// How the run failed: its code and where, such as `CONNECT_REFUSED at 1/1`.
    public static String failure(SessionReport report) {
        return switch (report.outcome()) {
            case Outcome.Failed(var failure) -> failure.code() + " at " + failure.stageNumber()
                    + "/" + failure.stageTotal();
            case Outcome.CouldNotTell(var fault) -> fault.code() + " " + fault.detail();
            case Outcome.Good _ -> "good";
            case Outcome.Skipped _ -> "skipped";
        };
    }

    @Override
    public void close() {
        loops.close();
    }
}
