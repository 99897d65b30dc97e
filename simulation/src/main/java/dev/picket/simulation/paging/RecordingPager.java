package dev.picket.simulation.paging;

import dev.picket.alerting.deliver.Delivery;
import dev.picket.alerting.deliver.Transport;
import dev.picket.alerting.sink.SinkRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A pager on virtual time: takes half a second for each page, accepts it and keeps it.
public final class RecordingPager implements Transport {

    /// Pages kept; later ones are accepted and only counted by the outbox.
    private static final int KEPT_MAX = 10_000;
    private static final Duration TAKES = Duration.ofMillis(500);

    private final VirtualClock clock;
    private final List<SinkRequest> received = new ArrayList<>();

    public RecordingPager(VirtualClock clock) {
        this.clock = clock;
    }

    @Override
    public Delivery deliver(SinkRequest request) {
        clock.advance(TAKES);
        if (received.size() < KEPT_MAX) {
            received.add(request);
        }
        return new Delivery.Accepted();
    }

    public List<SinkRequest> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
