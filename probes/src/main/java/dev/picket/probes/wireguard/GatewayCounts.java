package dev.picket.probes.wireguard;

import java.util.concurrent.atomic.AtomicLong;

/// What a gateway has met since it began. Written by the gateway's thread, readable by any.
public final class GatewayCounts {

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicLong cookiesSent = new AtomicLong();
    private final AtomicLong replayed = new AtomicLong();
    private final AtomicLong tooFast = new AtomicLong();
    private final AtomicLong unknownPeers = new AtomicLong();
    private final AtomicLong invalid = new AtomicLong();

    void answered() {
        answered.incrementAndGet();
    }

    /// Initiations answered with a response.
    public long answeredCount() {
        return answered.get();
    }

    void confirmed() {
        confirmed.incrementAndGet();
    }

    /// Keepalives and data that decrypted.
    public long confirmedCount() {
        return confirmed.get();
    }

    void cookieSent() {
        cookiesSent.incrementAndGet();
    }

    /// Initiations answered with a cookie.
    public long cookiesSentCount() {
        return cookiesSent.get();
    }

    void replayed() {
        replayed.incrementAndGet();
    }

    /// Initiations with a timestamp not greater than the greatest.
    public long replayedCount() {
        return replayed.get();
    }

    void tooFast() {
        tooFast.incrementAndGet();
    }

    /// Initiations too soon after the one before.
    public long tooFastCount() {
        return tooFast.get();
    }

    void unknownPeer() {
        unknownPeers.incrementAndGet();
    }

    /// Initiations of keys not known here.
    public long unknownPeersCount() {
        return unknownPeers.get();
    }

    void invalid() {
        invalid.incrementAndGet();
    }

    /// Messages that did not authenticate.
    public long invalidCount() {
        return invalid.get();
    }
}
