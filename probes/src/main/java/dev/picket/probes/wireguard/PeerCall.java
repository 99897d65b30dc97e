package dev.picket.probes.wireguard;

import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The gateway's own initiation that came before any of ours was answered: the gateway did not know
/// us when ours arrived, or had something to say itself.
///
/// @param at when its first one came
/// @param before how many of ours had left by then
/// @param answerLeft when our newest response left
/// @param confirmation the first data message under the keys agreed
record PeerCall(MonotonicInstant at, int before, Optional<MonotonicInstant> answerLeft,
        Optional<Confirmation> confirmation) {

    static final String STAGE = "peer-initiates";

    record Confirmation(MonotonicInstant at, ClockSource source) {}

    static PeerCall first(MonotonicInstant at, int before) {
        return new PeerCall(at, before, Optional.empty(), Optional.empty());
    }

    PeerCall answerLeft(MonotonicInstant left) {
        return confirmation.isPresent()
                ? this
                : new PeerCall(at, before, Optional.of(left), Optional.empty());
    }

    PeerCall confirmed(MonotonicInstant by, ClockSource source) {
        return new PeerCall(at, before, answerLeft,
                Optional.of(new Confirmation(by, source)));
    }

    /// Stages up to the confirmation. `peer-initiates` counts from our first initiation, whichever
    /// of several moved the gateway; `verify` until our response left; `confirm` until the
    /// gateway's first data message under its keys.
    List<StageTiming> stages(MonotonicInstant startedAt, Optional<MonotonicInstant> firstSentAt) {
        MonotonicInstant firstSent = firstSentAt.orElse(startedAt);
        List<StageTiming> stages = new ArrayList<>();
        stages.add(new StageTiming("initiate", firstSent.nanosSince(startedAt)));
        stages.add(new StageTiming(STAGE, at.nanosSince(firstSent)));
        MonotonicInstant left = answerLeft.orElse(at);
        confirmation.ifPresentOrElse(by -> {
            stages.add(new StageTiming("verify", left.nanosSince(at)));
            stages.add(new StageTiming("confirm", by.at().nanosSince(left)));
        }, () -> answerLeft.ifPresent(
                _ -> stages.add(new StageTiming("verify", left.nanosSince(at)))));
        return stages;
    }
}
