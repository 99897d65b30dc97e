package dev.picket.probes.wireguard;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The initiations of a session: each a new one, by the schedule and once more for a cookie.
final class Initiations {

    private final WireGuardTarget target;
    private final WireGuardSession.Run run;
    private final List<Attempt> attempts;
    private MonotonicInstant startedAt = new MonotonicInstant(0);
    private Optional<Cookie> cookie = Optional.empty();
    private int nextOffset = 1;

    /// The first is made at once, before any clock runs.
    ///
    /// @param attempts where they are kept
    Initiations(WireGuardTarget target, WireGuardSession.Run run, List<Attempt> attempts) {
        this.target = target;
        this.run = run;
        this.attempts = attempts;
        attempts.add(make(run.wall()));
    }

    List<Action> start(MonotonicInstant now) {
        startedAt = now;
        return List.of(send(0), wake());
    }

    /// The next one, where its time has come.
    List<Action> expired(MonotonicInstant now) {
        if (nextOffset < target.schedule().offsets().size() && !now.isBefore(nextWake())) {
            nextOffset++;
            return another(now);
        }
        return List.of(wake());
    }

    /// One retry at once; a gateway that wants another cookie for it is asked by schedule only.
    List<Action> with(Cookie given, MonotonicInstant now) {
        cookie = Optional.of(given);
        boolean hasRetried = attempts.stream().anyMatch(Attempt::withCookie);
        return hasRetried ? List.of() : another(now);
    }

    private List<Action> another(MonotonicInstant now) {
        int number = attempts.size();
        if (number >= WireGuardDemultiplexer.INITIATIONS_MAX) {
            return List.of(wake());
        }
        attempts.add(make(run.wall().plusNanos(now.nanosSince(startedAt))));
        return List.of(send(number), wake());
    }

    private Attempt make(Instant wall) {
        int index = WireGuardDemultiplexer.index(run.token(), attempts.size());
        Initiation initiation = Initiation.create(target.keys(),
                new Initiation.Fresh(index, PrivateKey.generate(target.entropy()),
                        target.timestamps().next(wall), cookie));
        return new Attempt(initiation, cookie.isPresent());
    }

    private Action.Send send(int number) {
        return new Action.Send(number,
                ByteBuffer.wrap(attempts.get(number).initiation().message()));
    }

    private Action.WakeAt wake() {
        return new Action.WakeAt(nextWake());
    }

    private MonotonicInstant nextWake() {
        return nextOffset < target.schedule().offsets().size()
                ? startedAt.plus(target.schedule().offsets().get(nextOffset))
                : deadline();
    }

    MonotonicInstant deadline() {
        return startedAt.plus(target.schedule().budget());
    }

    Optional<Attempt> numbered(int number) {
        return number >= 0 && number < attempts.size()
                ? Optional.of(attempts.get(number))
                : Optional.empty();
    }

    /// The number of the newest.
    int newest() {
        return attempts.size() - 1;
    }

    /// Whether a router answered all there will be.
    boolean areUnreachable() {
        return nextOffset >= target.schedule().offsets().size()
                && attempts.stream().allMatch(Attempt::isUnreachable);
    }

    void wipe() {
        attempts.forEach(attempt -> attempt.initiation().wipe());
    }
}
