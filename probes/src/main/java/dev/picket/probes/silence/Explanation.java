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

    /// One of these it is.
    ///
    /// @param causes the likeliest first
    /// @param confidence their probability together, 0..1
    record Told(List<Cause> causes, double confidence, Testimony testimony)
            implements
                Explanation {}

    /// Too many causes are left, or the witnesses contradict each other.
    record Untold(Testimony testimony) implements Explanation {}

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
            case Told(List<Cause> causes, double confidence, Testimony _) ->
                words(causes) + String.format(Locale.ROOT, " (%.2f", confidence)
                        + (causes.size() > 1 ? " together): " : "): ")
                        + causes.stream().map(Cause::step).collect(Collectors.joining("; or "));
            case Untold _ -> "nothing can be told of why there is no answer";
        };
    }

    /// The witnesses not asked yet that would tell most of what is still open, the best first; none
    /// where one cause is left.
    default List<Witness> tellsMore() {
        return this instanceof Told told && told.causes().size() == 1
                ? List.of()
                : Silence.telling(testimony());
    }

    /// What would tell the causes left apart; empty where nothing would, or one is left.
    default Optional<String> apart() {
        List<Witness> telling = tellsMore();
        return telling.isEmpty()
                ? Optional.empty()
                : Optional.of(telling.stream().flatMap(witness -> witness.asking().stream())
                        .collect(Collectors.joining(", or ")));
    }

    private static String words(List<Cause> causes) {
        return causes.stream().map(Cause::words).collect(Collectors.joining(", or "));
    }
}
