package dev.picket.probes.run;

import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.session.Demultiplexer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;

/// How a prober stands on its machine.
///
/// @param binds the source address of each vantage
/// @param demultiplexers for each probe kind on datagrams, how its replies are told apart
/// @param flows for each probe kind, the source ports its packets are spread over; one
///        where a kind is not named
/// @param receiveBufferBytes asked of the kernel for each socket
/// @param startsPerSecondMax runs that may begin in a second, over all vantages
/// @param tick the length of the windows in which a vantage's health is told
public record ProberSetup(Map<String, InetAddress> binds,
        Map<ProbeKind, Demultiplexer> demultiplexers, Map<ProbeKind, Integer> flows,
        int receiveBufferBytes, int startsPerSecondMax, Duration tick) {

    /// The receive buffer to ask for where nothing else is said: 5,000 small datagrams.
    public static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    /// The runs that may begin in a second where nothing else is said: twice what a prober of
    /// 10,000 paths at one round a second needs.
    public static final int STARTS_PER_SECOND_MAX = 20_000;

    public ProberSetup {
        if (startsPerSecondMax < 1) {
            throw new IllegalArgumentException(
                    "startsPerSecondMax must be at least 1, got " + startsPerSecondMax);
        }
        if (tick.isNegative() || tick.isZero()) {
            throw new IllegalArgumentException("tick must be positive, got " + tick);
        }
        binds = Map.copyOf(binds);
        demultiplexers = Map.copyOf(demultiplexers);
        flows = Map.copyOf(flows);
    }

    /// One source port for each vantage and kind.
    public ProberSetup(Map<String, InetAddress> binds, Map<ProbeKind, Demultiplexer> demultiplexers,
            int receiveBufferBytes, Duration tick) {
        this(binds, demultiplexers, Map.of(), receiveBufferBytes, STARTS_PER_SECOND_MAX, tick);
    }

    int flowsOf(ProbeKind kind) {
        return flows.getOrDefault(kind, 1);
    }
}
