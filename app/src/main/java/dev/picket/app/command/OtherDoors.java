package dev.picket.app.command;

import dev.picket.app.wiring.CannotStart;
import dev.picket.app.wiring.OneProbe;
import dev.picket.app.wiring.PathPlans;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.PathClass;
import dev.picket.model.topology.Target;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.time.SystemClock;
import java.util.ArrayList;
import java.util.List;

/// The same place through its other doors, probed once more when one door fails: the contrast that
/// tells a broken door from a broken service.
final class OtherDoors {

    /// Doors probed beside the one asked for.
    private static final int DOORS_MAX = 8;

    private OtherDoors() {}

    /// A door and how its probe ended.
    record Seen(Target target, Outcome outcome) {

        /// Such as `web-edge through edge by HTTP`.
        String name() {
            return target.name() + " through "
                    + target.door().map(PathClass::label).orElse("no named door") + " by "
                    + target.kind().words();
        }

        /// Such as `good` or `HTTP_STATUS`.
        String state() {
            return switch (outcome) {
                case Outcome.Good _ -> "good";
                case Outcome.Failed(var failure) -> failure.code().name();
                case Outcome.CouldNotTell(var fault) -> "could not tell (" + fault.code() + ")";
                case Outcome.Skipped(var reason) -> "skipped (" + reason.code() + ")";
            };
        }
    }

    /// Probes the other doors of the path's target from the same vantage.
    ///
    /// @param known those that have been probed
    static List<Seen> of(Settings settings, Path path, List<Seen> known)
            throws CannotStart, InterruptedException {
        Target target = settings.topology().targetOf(path);
        List<Seen> seen = new ArrayList<>(known);
        for (Target other : settings.topology().targets().values()) {
            Path otherPath = new Path(path.vantage(), other.name(), other.kind());
            if (seen.size() < DOORS_MAX && other.isOtherDoorOf(target)
                    && known.stream().noneMatch(one -> one.target().equals(other))
                    && settings.topology().indexOf(otherPath) >= 0) {
                ProbeResult result = OneProbe.run(PathPlans.of(settings, SystemClock.system()),
                        PathPlans.setup(settings), otherPath, _ -> {
                        });
                seen.add(new Seen(other, result.outcome()));
            }
        }
        return seen;
    }

    /// `result` whose failure says which doors still work.
    static ProbeResult contrasted(ProbeResult result, List<Seen> others) {
        List<String> works = others.stream()
                .filter(seen -> seen.outcome() instanceof Outcome.Good).map(Seen::name).toList();
        return result.outcome() instanceof Outcome.Failed(ProbeFailure seen)
                ? result.withOutcome(new Outcome.Failed(seen.withContrasts(works)))
                : result;
    }
}
