package dev.picket.app.terminal;

import dev.picket.app.terminal.Terminal.Tone;
import dev.picket.model.failure.FailureText;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.StageTiming;
import dev.picket.probes.wireguard.SessionVerdicts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One probe's result for people: the stages it passed, then what it means.
public final class ResultLines {

    private ResultLines() {}

    public static List<String> of(ProbeResult result, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        int number = 1;
        for (StageTiming stage : result.stages()) {
            lines.add("  passed " + number++ + ". " + stage.stage() + " ("
                    + FailureText.duration(stage.spentNanos()) + ")");
        }
        for (Map.Entry<String, String> detail : new TreeMap<>(result.details()).entrySet()) {
            lines.add("  " + detail.getKey() + ": " + detail.getValue());
        }
        lines.addAll(switch (result.outcome()) {
            case Outcome.Good _ -> List.of(terminal.toned(Tone.GOOD, "good: ") + good(result));
            case Outcome.Failed(var failure) ->
                (terminal.toned(Tone.BAD, "bad: ") + FailureText.full(failure)).lines().toList();
            case Outcome.CouldNotTell(var fault) ->
                List.of(terminal.toned(Tone.UNSURE, "could not tell: ") + fault.why());
            case Outcome.Skipped(var reason) ->
                List.of(terminal.toned(Tone.UNSURE, "skipped: ") + reason.text());
        });
        return lines;
    }

    private static String good(ProbeResult result) {
        return answered(result) + inTunnel(result.details()) + verdicts(result.details());
    }

    /// What was measured inside a tunnel.
    private static String inTunnel(Map<String, String> details) {
        String shortest = details.get("tunnelRoundTripMinNanos");
        return shortest == null
                ? ""
                : "; in the tunnel " + details.getOrDefault("echoesAnswered", "0") + " of "
                        + details.getOrDefault("echoesSent", "0")
                        + " echoes answered, the fastest in "
                        + FailureText.duration(Long.parseLong(shortest));
    }

    /// What a client would have seen, where that is not what the path is like.
    private static String verdicts(Map<String, String> details) {
        return SessionVerdicts.FAILED.equals(details.get(SessionVerdicts.USER))
                ? "; the path is good, but a client with one try would have failed: attempt "
                        + details.getOrDefault("answeredAttempt", "2")
                        + " was the first to be answered"
                : "";
    }

    private static String answered(ProbeResult result) {
        PacketOutcomes packets = result.packets();
        String done = result.path().target() + " answered " + result.path().vantage() + " in "
                + FailureText.duration(result.durationNanos());
        if (packets.sent() == 0) {
            return done;
        }
        PacketOutcomes.RoundTrips trips = packets.roundTrips();
        return done + ", " + packets.loss().text() + ", round trip "
                + FailureText.duration(trips.minNanos()) + " / "
                + FailureText.duration(trips.medianNanos()) + " / "
                + FailureText.duration(trips.maxNanos()) + " (shortest / median / longest, stamps "
                + result.clockSource().label() + ")";
    }

    /// `time` as people read it.
    public static String duration(Duration time) {
        return FailureText.duration(time.toNanos());
    }
}
