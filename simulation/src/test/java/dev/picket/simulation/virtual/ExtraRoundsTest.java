package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExtraRoundsTest {

    private static final long SECOND = 1_000_000_000L;

    /// 22 paths of a vantage at a quarter more: two paths at two more rounds each.
    @Test
    void theFirstAskedForAreRunThreeTimesAsOftenWithinTheBudgetAndNoLongerThanAsked() {
        Probed probed = Probed.of(List.of(), Probed.SILENCE);
        VantageLine line = probed.lines().getFirst();
        List<Path> ours = probed.topology().routes().stream().map(route -> route.path())
                .filter(path -> path.kind() == ProbeKind.STAMP)
                .filter(path -> path.vantage().equals("ams")).toList();
        List<Path> asked = List.of(ours.get(5), ours.get(2), ours.get(9), ours.get(11));
        line.want(asked, 40 * SECOND, 60 * SECOND);
        for (int step = 0; step < 10; step++) {
            Map<Path, Integer> packets = packets(probed, line.step(step).tallies());
            boolean wanted = step == 4 || step == 5;
            for (Path path : ours) {
                boolean served = wanted && asked.subList(0, 2).contains(path);
                assertThat(packets.get(path)).as("%s in step %d", path, step)
                        .isEqualTo(served ? 60 : 20);
            }
        }
    }

    private static Map<Path, Integer> packets(Probed probed, TallyBuffer tallies) {
        Map<Path, Integer> packets = new TreeMap<>();
        tallies.forEach((path, signal, _, trials, _) -> {
            if (signal == Signal.LOST) {
                packets.merge(probed.topology().path(path), trials, Integer::sum);
            }
        });
        return packets;
    }
}
