package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.session.SessionReport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampFlowsTest {

    private final Wire wire = new Wire(Wire.PROFILE.withFlows(4));

    @Test
    void aFlowThatLosesEverythingIsNamed() {
        wire.round();
        // Packets 1, 5, 9, 13 and 17 leave by the second of four flows.
        wire.lostThere.addAll(List.of(1, 5, 9, 13, 17));
        SessionReport report = wire.round();

        assertThat(report.details()).containsEntry("lostByFlow",
                "0 of 5, 5 of 5, 0 of 5, 0 of 5");
        assertThat(report.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            ProbeFailure failure = failed.failure();
            assertThat(failure.seen()).isEqualTo(
                    "20 packets sent, 15 replies in time; 5 of 20 lost, 25 % (11–47 %), "
                            + "flow 2 of 4 lost 5 of 5");
        });
    }

    @Test
    void lossOnAllFlowsNamesNone() {
        wire.round();
        wire.lostThere.addAll(List.of(0, 1, 2, 3));
        SessionReport report = wire.round();

        assertThat(report.details()).containsEntry("lostByFlow",
                "1 of 5, 1 of 5, 1 of 5, 1 of 5");
        assertThat(report.outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.failure().seen()).isEqualTo(
                        "20 packets sent, 16 replies in time; 4 of 20 lost, 20 % (8.1–42 %) "
                                + "in bursts, 4 lost on the way there and 0 on the way back"));
    }

    @Test
    void overManyRoundsTheSpansOfAllFlowsAddUpToWhatWasReallyLost() {
        long seed = 16_072_024L;
        Random random = new Random(seed);
        wire.round();
        int there = 0;
        int back = 0;
        int toldThere = 0;
        int toldBack = 0;
        for (int round = 0; round < 300; round++) {
            wire.forgetLosses();
            // A flow without any reply ends its stretch and tells nothing of its losses: packets 0
            // to 3 come through, one of each flow.
            for (int packet = 4; packet < 20 && round < 299; packet++) {
                if (random.nextDouble() < 0.1) {
                    wire.lostThere.add(packet);
                    there++;
                } else if (random.nextDouble() < 0.1) {
                    wire.lostBack.add(packet);
                    back++;
                }
            }
            Span span = wire.round().packets().span();
            toldThere += span.sent() - span.arrived();
            toldBack += span.arrived() - span.returned();
        }

        assertThat(toldThere).as("seed " + seed).isEqualTo(there);
        assertThat(toldBack).as("seed " + seed).isEqualTo(back);
    }

    @Test
    void eachFlowTakesASessionIdentifierOfItsOwn() {
        assertThatThrownBy(() -> StampPath.plan(new Path("sjc", "sin-edge1", ProbeKind.STAMP),
                new InetSocketAddress("203.0.113.9", 862), 65_534, Wire.PROFILE.withFlows(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session identifier must be 1 to 65535, got 65537");
    }
}
