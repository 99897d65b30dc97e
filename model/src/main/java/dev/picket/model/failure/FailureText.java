package dev.picket.model.failure;

import dev.picket.model.result.StageTiming;
import java.util.Locale;
import java.util.stream.Collectors;

/// The one formatter of failures: terminal, page, JSON and pager all show its texts.
///
/// ```
/// {tried} failed at stage {n}/{m} ({stage}) against {target}
/// from {vantage} after {spent} of {budget}: {seen}.
/// Passed: {stages}. Still works: {contrasts}. Likely cause: {cause}.
/// Next: {step}. Code {CODE}, ref {ref}.
/// ```
public final class FailureText {

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private FailureText() {}

    /// One line whose first 80 characters tell the essential: code's stage, target and vantage.
    public static String summary(ProbeFailure failure) {
        return failure.tried() + " failed: no " + failure.code().stage() + " from "
                + failure.target() + " at " + failure.vantage() + " (" + failure.code() + ")";
    }

    /// Three lines for a terminal or a page.
    public static String full(ProbeFailure failure) {
        return what(failure) + "\n" + context(failure) + "\n" + next(failure);
    }

    /// What was tried, where it stopped, what was seen.
    public static String what(ProbeFailure failure) {
        return failure.tried() + " failed at stage " + failure.stageNumber() + "/"
                + failure.stageTotal() + " (" + failure.code().stage() + ") against "
                + failure.target() + " from " + failure.vantage() + " after "
                + duration(failure.spentNanos()) + " of " + duration(failure.budgetNanos())
                + (failure.seen().isEmpty() ? "." : ": " + failure.seen() + ".");
    }

    /// What was noticed that is no failure of a probe: one line, and what to do in another.
    public static String noticed(String subject, String seen, String nextStep) {
        return subject + ": " + seen + ".\nNext: " + nextStep + ".";
    }

    private static String context(ProbeFailure failure) {
        StringBuilder text = new StringBuilder("Passed: ");
        text.append(failure.passed().isEmpty()
                ? "nothing"
                : failure.passed().stream().map(FailureText::stage)
                        .collect(Collectors.joining(", ")));
        text.append('.');
        if (!failure.stillWorks().isEmpty()) {
            text.append(" Still works: ").append(String.join(", ", failure.stillWorks()))
                    .append('.');
        }
        text.append(" Likely cause: ").append(cause(failure)).append('.');
        return text.toString();
    }

    private static String stage(StageTiming timing) {
        return timing.stage() + " (" + duration(timing.spentNanos()) + ")";
    }

    private static String cause(ProbeFailure failure) {
        return failure.cause()
                .map(cause -> String.format(Locale.ROOT, "%s (%.2f; %s)", cause.cause(),
                        cause.confidence(), cause.evidence()))
                .orElse(failure.code().likelyCause());
    }

    private static String next(ProbeFailure failure) {
        return "Next: " + failure.code().nextStep() + ". Code " + failure.code() + ", ref "
                + failure.ref() + ".";
    }

    /// A duration with a unit a person reads at once: `3.2 ms`, `5.0 s`.
    public static String duration(long nanos) {
        if (nanos < NANOS_PER_MILLI) {
            return String.format(Locale.ROOT, "%.0f µs", nanos / 1_000.0);
        }
        if (nanos < NANOS_PER_SECOND) {
            return String.format(Locale.ROOT, "%.1f ms", nanos / (double) NANOS_PER_MILLI);
        }
        return String.format(Locale.ROOT, "%.1f s", nanos / (double) NANOS_PER_SECOND);
    }
}
