package dev.picket.model.result;

/// The state of the prober itself in one window of one vantage. A window with any trouble is
/// flagged, never deleted; what was lost to each cause is counted.
///
/// @param due runs the schedule asked for
/// @param skipped runs not begun
/// @param receiveDrops datagrams the kernel dropped at our receive buffers
/// @param sendErrors datagrams the kernel refused to send
/// @param latenessMaxNanos the latest a run was begun after its time
/// @param stallMaxNanos the longest the datagram thread was found not running
/// @param clockStepNanos how far the wall clock moved against the monotonic one
/// @param queueDrops work dropped because an internal queue was full
/// @param controlLost datagrams to ourselves that did not come back over the loopback
/// @param losses packets that therefore say nothing of a path, by cause
public record ProberHealth(int due, int skipped, long receiveDrops, long sendErrors,
        long latenessMaxNanos, long stallMaxNanos, long clockStepNanos, long queueDrops,
        long controlLost, LocalLosses losses) {

    /// With nothing lost in between.
    public ProberHealth(int due, int skipped, long receiveDrops, long sendErrors,
            long latenessMaxNanos, long stallMaxNanos, long clockStepNanos) {
        this(due, skipped, receiveDrops, sendErrors, latenessMaxNanos, stallMaxNanos,
                clockStepNanos, 0, 0, LocalLosses.NONE);
    }

    public ProberHealth withLosses(LocalLosses counted) {
        return new ProberHealth(due, skipped, receiveDrops, sendErrors, latenessMaxNanos,
                stallMaxNanos, clockStepNanos, queueDrops, controlLost, counted);
    }

    public static final ProberHealth PERFECT = new ProberHealth(0, 0, 0, 0, 0, 0, 0);
}
