package dev.picket.probes.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.session.SessionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncRunsTest {

    private static final SessionReport GOOD = new SessionReport(new Outcome.Good(), 1,
            ClockSource.USER, List.of(), PacketOutcomes.NONE, Map.of());

    private final ManualPlane plane = new ManualPlane();
    private final AsyncRuns runs = new AsyncRuns(plane);
    private final List<Consumer<SessionReport>> hanging = new ArrayList<>();
    private final List<SessionReport> told = new ArrayList<>();

    @AfterEach
    void close() {
        runs.closeLoops();
    }

    @Test
    void runsOfOnePathOverlapUpToTheLimitOfTheirTarget() {
        assertThat(begun("web", AsyncRuns.RUNS_PER_TARGET_MAX + 5))
                .isEqualTo(AsyncRuns.RUNS_PER_TARGET_MAX);
        assertThat(begun("other", 1)).isEqualTo(1);
    }

    @Test
    void anEndedRunMakesRoomForAnother() {
        begun("web", AsyncRuns.RUNS_PER_TARGET_MAX);

        hanging.getFirst().accept(GOOD);

        assertThat(told).containsExactly(GOOD);
        assertThat(begun("web", 2)).isEqualTo(1);
    }

    @Test
    void allTargetsTogetherHaveALimitToo() {
        int targets = AsyncRuns.RUNS_MAX / AsyncRuns.RUNS_PER_TARGET_MAX;
        for (int i = 0; i < targets; i++) {
            begun("web" + i, AsyncRuns.RUNS_PER_TARGET_MAX);
        }

        assertThat(begun("one more", 1)).isZero();
    }

    @Test
    void noneBeginsAfterTheEnd() {
        runs.close();

        assertThat(begun("web", 1)).isZero();
    }

    private int begun(String target, int wanted) {
        ProbePlan.AsyncPlan plan = new ProbePlan.AsyncPlan(
                new Path("sjc", target, ProbeKind.TCP), (_, _, finished) -> hanging.add(finished));
        int begun = 0;
        for (int i = 0; i < wanted; i++) {
            begun += runs.begin(plan, "run", told::add) ? 1 : 0;
        }
        return begun;
    }
}
