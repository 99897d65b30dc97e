package dev.picket.probes.silence;

import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.failure.ProbeFailure.LikelyCause;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a silence is put down to.
public sealed interface Explanation {

    Testimony testimony();

    /// The witnesses not asked yet that would tell most of what is still open, the best first.
    List<Witness> tellsMore();

    /// One of these it is.
    ///
    /// @param causes the likeliest first
    /// @param confidence their probability together, 0..1
    record Told(List<Cause> causes, double confidence, Testimony testimony,
            List<Witness> tellsMore) implements Explanation {}

    /// Too many causes are left, or the witnesses contradict each other.
    record Untold(Testimony testimony, List<Witness> tellsMore) implements Explanation {}

    /// The cause as a failure bears it; none where nothing is told.
    default Optional<LikelyCause> cause() {
        return this instanceof Told told
                ? Optional.of(new LikelyCause(words(told.causes()), told.confidence(),
                        testimony().words()))
                : Optional.empty();
    }

    /// `result`, a silent run, whose failure bears the cause.
    default ProbeResult borneBy(ProbeResult result) {
        return result.outcome() instanceof Outcome.Failed(ProbeFailure failure)
                ? cause().map(likely -> result
                        .withOutcome(new Outcome.Failed(failure.withCause(likely)))).orElse(result)
                : result;
    }

    /// One sentence a person can act on.
    default String sentence() {
        return switch (this) {
            case Told(List<Cause> causes, double confidence, Testimony _, List<Witness> _) ->
                words(causes) + String.format(Locale.ROOT, " (%.2f", confidence)
                        + (causes.size() > 1 ? " together): " : "): ")
                        + causes.stream().map(Cause::step).collect(Collectors.joining("; or "));
            case Untold _ -> "nothing can be told of why there is no answer";
        };
    }

    /// What would tell the causes left apart; empty where nothing would, or one is left.
    default Optional<String> apart() {
        return tellsMore().isEmpty()
                ? Optional.empty()
                : Optional.of(tellsMore().stream().flatMap(witness -> witness.asking().stream())
                        .collect(Collectors.joining(", or ")));
    }

    private static String words(List<Cause> causes) {
        return causes.stream().map(Cause::words).collect(Collectors.joining(", or "));
    }
}
