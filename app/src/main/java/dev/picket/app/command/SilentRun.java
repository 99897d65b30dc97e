package dev.picket.app.command;

import dev.picket.app.wiring.CannotStart;
import dev.picket.app.wiring.OneProbe;
import dev.picket.app.wiring.PathPlans;
import dev.picket.model.failure.FailureText;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Path;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.silence.Explanation;
import dev.picket.probes.silence.Sign;
import dev.picket.probes.silence.Signs;
import dev.picket.probes.silence.Silence;
import dev.picket.probes.silence.Testimony;
import dev.picket.probes.silence.Witness;
import dev.picket.probes.timestamp.TimestampFile;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.PrivateKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A run of WireGuard that nothing answered: asks the witnesses at once, says what each saw, and
/// what that leaves.
final class SilentRun {

    /// How long all witnesses have together.
    static final Duration BUDGET = Duration.ofSeconds(3);
    /// A clock this little behind the last timestamp is no cause: the next one is ahead again
    /// before anybody looks.
    private static final Duration BEHIND_MIN = Duration.ofMillis(500);

    private final Settings settings;
    private final Path path;
    private final Consumer<String> told;
    private final List<OtherDoors.Seen> doors = new ArrayList<>();

    /// @param settings those that the run was made from
    /// @param told takes a line for each witness
    SilentRun(Settings settings, Path path, Consumer<String> told) {
        this.settings = settings;
        this.path = path;
        this.told = told;
    }

    /// Why `result` was silent; empty where it was not, or failed in a way that explains itself.
    Optional<Explanation> explained(ProbeResult result) throws CannotStart, InterruptedException {
        Optional<Testimony> own = Signs.ofRun(result);
        return own.isEmpty() ? Optional.empty() : Optional.of(Silence.explain(asked(own.get())));
    }

    /// Those of the witnesses that are other doors of the gateway.
    List<OtherDoors.Seen> doors() {
        return List.copyOf(doors);
    }

    /// `result` with what the witnesses said, for programs.
    static ProbeResult detailed(ProbeResult result, Explanation explanation) {
        ProbeResult said = result.withDetail("witnesses", explanation.testimony().words());
        return explanation.apart().map(witnesses -> said.withDetail("tellsMore", witnesses))
                .orElse(said);
    }

    private Testimony asked(Testimony own) throws CannotStart, InterruptedException {
        List<Questions.Question> questions = Questions.of(settings, path);
        Settings asking = Questions.asking(settings, path.vantage(), questions);
        Map<String, ProbeResult> answers = new LinkedHashMap<>();
        OneProbe.sideBySide(PathPlans.of(asking, SystemClock.system()), PathPlans.setup(asking),
                BUDGET, result -> {
                    answers.put(result.path().target(), result);
                    questions.stream()
                            .filter(one -> one.name().equals(result.path().target()))
                            .forEach(one -> told.accept(line(one, result)));
                });
        Testimony testimony = own;
        for (Questions.Question question : questions) {
            ProbeResult answer = answers.get(question.name());
            if (answer == null) {
                told.accept("witness " + question.words() + ": not ended within "
                        + FailureText.duration(BUDGET.toNanos()));
            } else {
                testimony = heard(testimony, question, answer);
                addDoor(question, answer);
            }
        }
        return ownClock(onceFor443(testimony, questions), SystemClock.system());
    }

    private void addDoor(Questions.Question question, ProbeResult answer) {
        TargetSettings silent = settings.targets().get(path.target());
        if (silent != null && question.target().target().isOtherDoorOf(silent.target())) {
            doors.add(new OtherDoors.Seen(question.target().target(), answer.outcome()));
        }
    }

    private static String line(Questions.Question question, ProbeResult answer) {
        return "witness " + question.words() + ": " + switch (answer.outcome()) {
            case Outcome.Good _ -> "good" + (answer.packets().lost() > 0
                    ? ", " + answer.packets().loss().text()
                    : "");
            case Outcome.Failed(var failure) -> failure.code() + (failure.seen().isEmpty()
                    ? ""
                    : " (" + failure.seen() + ")");
            case Outcome.CouldNotTell(var fault) -> "could not ask: " + fault.why();
            case Outcome.Skipped(var reason) -> "could not ask: " + reason.text();
        };
    }

    private static Testimony heard(Testimony before, Questions.Question question,
            ProbeResult answer) {
        return Signs.of(question.witness(), answer)
                .filter(seen -> !question.guessed() || seen == Sign.GOOD || seen == Sign.PARTLY)
                .map(seen -> before.hearing(question.witness(), seen)).orElse(before);
    }

    /// A WebSocket on 443 and TCP 443 are one port: what it said is counted once.
    private static Testimony onceFor443(Testimony testimony, List<Questions.Question> questions) {
        return testimony.of(Witness.BY_WEBSOCKET).isPresent()
                && questions.stream().anyMatch(Questions.Question::isOnHttps)
                        ? testimony.without(Witness.TCP_443)
                        : testimony;
    }

    private Testimony ownClock(Testimony testimony, Clock clock) {
        Optional<Instant> last = lastTimestamp();
        if (last.isEmpty()) {
            return testimony;
        }
        Duration behind = Duration.between(clock.wall(), last.get());
        Sign sign = behind.compareTo(BEHIND_MIN) > 0 ? Sign.REFUSED : Sign.GOOD;
        told.accept("witness our clock: " + (sign == Sign.GOOD
                ? "ahead of the last timestamp on record"
                : FailureText.duration(behind.toNanos())
                        + " behind the last timestamp on record"));
        return testimony.with(Witness.OWN_CLOCK, sign);
    }

    /// The last timestamp that `run` has on record for this vantage's key.
    private Optional<Instant> lastTimestamp() {
        if (!(settings.targets().get(path.target()) instanceof TargetSettings.WireGuard gateway)) {
            return Optional.empty();
        }
        java.nio.file.Path database = settings.storage().file();
        try {
            TimestampFile file = TimestampFile
                    .open(database.resolveSibling(database.getFileName() + ".timestamps"));
            return Optional.ofNullable(gateway.privateKeys().get(path.vantage()))
                    .flatMap(secret -> PrivateKey.parse(secret.reveal()))
                    .map(key -> key.publicKey(Crypto.best())).flatMap(file::recorded);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
