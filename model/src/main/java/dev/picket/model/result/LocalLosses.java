package dev.picket.model.result;

import dev.picket.model.failure.LocalFaultCode;
import java.util.EnumMap;
import java.util.Map;

/// Packets that say nothing of any path, by what this machine did to them: not sent in time,
/// refused, dropped on arrival, waited for while the prober stood still.
public record LocalLosses(Map<LocalFaultCode, Long> packets) {

    public static final LocalLosses NONE = new LocalLosses(Map.of());

    public LocalLosses {
        packets = Map.copyOf(packets);
    }

    /// Packets lost to `cause`.
    public long to(LocalFaultCode cause) {
        return packets.getOrDefault(cause, 0L);
    }

    /// These and `more` packets lost to `cause`.
    public LocalLosses plus(LocalFaultCode cause, long more) {
        if (more == 0) {
            return this;
        }
        Map<LocalFaultCode, Long> sums = new EnumMap<>(LocalFaultCode.class);
        sums.putAll(packets);
        sums.merge(cause, more, Long::sum);
        return new LocalLosses(sums);
    }
}
