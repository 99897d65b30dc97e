package dev.picket.probes.wireguard;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.ProbeSession;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Opens the sessions of one path. The tokens come from one supplier per socket, see [#tokens].
public final class WireGuardSessions implements SessionFactory {

    private final WireGuardTarget target;
    private final LongSupplier tokens;
    private final Consumer<MonotonicInstant> begun;

    public WireGuardSessions(WireGuardTarget target, LongSupplier tokens) {
        this(target, tokens, _ -> {
        });
    }

    /// @param begun is told when a session begins
    public WireGuardSessions(WireGuardTarget target, LongSupplier tokens,
            Consumer<MonotonicInstant> begun) {
        this.target = target;
        this.tokens = tokens;
        this.begun = begun;
    }

    /// Tokens in turn from a random beginning; one comes again after 2^29 others. For one thread.
    public static LongSupplier tokens(Entropy entropy) {
        long[] next = {Bytes.getInt(entropy.bytes(Integer.BYTES), 0)
                & (WireGuardDemultiplexer.TOKEN_LIMIT - 1)};
        return () -> {
            long token = next[0];
            next[0] = (token + 1) % WireGuardDemultiplexer.TOKEN_LIMIT;
            return token;
        };
    }

    @Override
    public ProbeSession open(String runId, MonotonicInstant now, Instant wall) {
        begun.accept(now);
        return new WireGuardSession(target,
                new WireGuardSession.Run(tokens.getAsLong(), runId, wall));
    }
}
