package dev.picket.probes.tunnel;

import dev.picket.model.time.MonotonicInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is to be done next: packets to send now, when to be called unless something comes before,
/// and the end where it has come.
public record Turn(List<byte[]> packets, MonotonicInstant wake, Optional<Ending> ending) {

    public Turn {
        packets = List.copyOf(packets);
    }

    static Turn on(List<byte[]> packets, MonotonicInstant wake) {
        return new Turn(packets, wake, Optional.empty());
    }

    static Turn over(MonotonicInstant now, Ending ending) {
        return new Turn(List.of(), now, Optional.of(ending));
    }

    /// This one's packets, then all of `next`.
    Turn then(Turn next) {
        List<byte[]> all = new ArrayList<>(packets);
        all.addAll(next.packets);
        return new Turn(all, next.wake, next.ending);
    }
}
