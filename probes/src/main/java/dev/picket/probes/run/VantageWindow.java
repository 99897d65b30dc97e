package dev.picket.probes.run;

import dev.picket.model.failure.FailureText;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.LocalLosses;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a vantage did in one tick, as it is counted. One thread.
public final class VantageWindow {

    /// A thread that stood still longer than this may have made loss: half the shortest T_max in
    /// use. Shorter stalls are told in the health's figures and are no fault.
    static final long STALL_NANOS_MAX = 250_000_000L;
    /// A run begun later than this after its time was late.
    static final long LATE_NANOS_MAX = 250_000_000L;
    /// The wall clock is slewed by 500 ppm at most: 5 ms in 10 s. Ten times that is a step.
    static final long CLOCK_STEP_NANOS_MAX = 50_000_000L;

    private final String vantage;
    private int due;
    private int skipped;
    private int beyondLimit;
    private long receiveDrops;
    private long sendErrors;
    private long latenessMaxNanos;
    private LocalLosses losses = LocalLosses.NONE;

    public VantageWindow(String vantage) {
        this.vantage = vantage;
    }

    public void due() {
        due++;
    }

    /// A run was not begun, or begun and never sent.
    public void skipped(LocalFaultCode why) {
        skipped++;
        if (why == LocalFaultCode.LOCAL_START_LIMIT) {
            beyondLimit++;
        }
    }

    public void receiveDrops(long more) {
        receiveDrops += more;
    }

    void sendError() {
        sendErrors++;
    }

    void begunLate(long latenessNanos) {
        latenessMaxNanos = Math.max(latenessMaxNanos, latenessNanos);
    }

    /// Packets of a run that say nothing of their path.
    void lost(LocalLosses more) {
        for (Map.Entry<LocalFaultCode, Long> cause : more.packets().entrySet()) {
            losses = losses.plus(cause.getKey(), cause.getValue());
        }
    }

    /// Ends the window as `tick`: tells it and begins anew.
    public ProberRound close(long tick, long stallMaxNanos, long clockStepNanos) {
        return close(new HealthTicks.Ended(tick, stallMaxNanos, clockStepNanos, 0, 0));
    }

    ProberRound close(HealthTicks.Ended ended) {
        ProberHealth health = new ProberHealth(due, skipped, receiveDrops, sendErrors,
                latenessMaxNanos, ended.stallMaxNanos(), ended.clockStepNanos(),
                ended.queueDrops(), ended.controlLost(), losses);
        losses = LocalLosses.NONE;
        due = 0;
        skipped = 0;
        int limited = beyondLimit;
        beyondLimit = 0;
        receiveDrops = 0;
        sendErrors = 0;
        latenessMaxNanos = 0;
        return new ProberRound(vantage, ended.tick(), health, faults(health, limited));
    }

    /// @param limited of the runs skipped, those beyond the limit of starts
    private static List<LocalFault> faults(ProberHealth health, int limited) {
        List<LocalFault> faults = new ArrayList<>();
        if (health.receiveDrops() > 0) {
            faults.add(new LocalFault(LocalFaultCode.LOCAL_RECEIVE_DROP, health.receiveDrops(),
                    ""));
        }
        if (health.sendErrors() > 0) {
            faults.add(new LocalFault(LocalFaultCode.LOCAL_SEND_ERROR, health.sendErrors(), ""));
        }
        int late = health.skipped() - limited;
        if (health.latenessMaxNanos() > LATE_NANOS_MAX || late > 0) {
            faults.add(new LocalFault(LocalFaultCode.LOCAL_LATE, Math.max(1, late),
                    "at most " + FailureText.duration(health.latenessMaxNanos()) + " late"));
        }
        if (limited > 0) {
            faults.add(new LocalFault(LocalFaultCode.LOCAL_START_LIMIT, limited, ""));
        }
        if (health.stallMaxNanos() > STALL_NANOS_MAX) {
            faults.add(new LocalFault(LocalFaultCode.LOCAL_STALL, 1,
                    "for " + FailureText.duration(health.stallMaxNanos())));
        }
        if (Math.abs(health.clockStepNanos()) > CLOCK_STEP_NANOS_MAX) {
            faults.add(new LocalFault(LocalFaultCode.LOCAL_CLOCK_STEP, 1,
                    "by " + FailureText.duration(Math.abs(health.clockStepNanos()))));
        }
        if (health.queueDrops() > 0) {
            faults.add(new LocalFault(LocalFaultCode.LOCAL_QUEUE_FULL, health.queueDrops(), ""));
        }
        return faults;
    }
}
