package dev.picket.app.wiring;

import dev.picket.probes.run.ProberOutput;
import java.util.concurrent.atomic.AtomicReference;

/// Lets the probes begin while the line behind them is still being built. What they see until then
/// tells of the first reply and is not kept: the machine is busy starting, and rounds of such
/// seconds would teach the detector its own start.
final class EarlyProbing {

    private final FirstReply firstReply;
    private final AtomicReference<ProberOutput> line = new AtomicReference<>(
            new ProberOutput(_ -> {
            }, _ -> {
            }));

    EarlyProbing(FirstReply firstReply) {
        this.firstReply = firstReply;
    }

    /// Where a prober hands in what it sees.
    ProberOutput input() {
        return new ProberOutput(result -> {
            firstReply.accept(result);
            line.get().results().accept(result);
        }, round -> line.get().rounds().accept(round));
    }

    /// The line stands: it is handed everything from now on.
    void connect(ProberOutput output) {
        line.set(output);
    }
}
