package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.probes.session.SessionReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Counters that begin anew or are not the reflector's own never spoil the split by direction.
class ReflectorEpochTest {

    private final Wire wire = new Wire(Wire.PROFILE);

    @Test
    void aReflectorThatBeganAnewIsNoticed() {
        wire.round();
        wire.round();
        wire.reflector = new StampReflector(862);
        wire.lostThere.add(10);
        SessionReport after = wire.round();

        assertThat(after.packets().span()).isEqualTo(new Span(20, 19, 19));
    }

    @Test
    void aStatelessReflectorTellsNoDirection() {
        Wire stateless = new Wire(new StampProfile(20, Duration.ofMillis(400),
                Duration.ofMillis(500), false));
        stateless.lostThere.add(4);

        assertThat(stateless.round().packets().span()).isEqualTo(Span.NONE);
        assertThat(failure(stateless.round()).code()).isEqualTo(FailureCode.PATH_LOSS);
    }

    @Test
    void aReflectorThatBeganAnewSaysNothingOfTheStretchBefore() {
        // Its counter stands at 9: low enough for a new one to pass it within a round.
        wire.lostBack.addAll(List.of(10, 11, 12, 13, 14, 15, 16, 17, 18, 19));
        wire.round();
        wire.forgetLosses();
        wire.reflector = new StampReflector(862);
        for (int packet = 0; packet < 20; packet++) {
            if (packet > 2 && packet != 18) {
                wire.lostBack.add(packet);
            }
        }
        SessionReport after = wire.round();
        wire.forgetLosses();
        wire.lostThere.add(4);
        SessionReport next = wire.round();

        // Counted from the old number on it would be 29 sent, 18 − 9 arrived and 4 returned, and
        // nothing odd in that but that the first three numbers are below the old one.
        assertThat(after.packets().span()).isEqualTo(new Span(19, 19, 4));
        assertThat(after.details()).containsEntry(StampRound.REFLECTOR_COUNT,
                StampRound.BEGAN_ANEW);
        assertThat(next.packets().span()).isEqualTo(new Span(21, 20, 19));
        assertThat(next.details()).doesNotContainKey(StampRound.REFLECTOR_COUNT);
    }

    @Test
    void aReflectorThatBeganAnewWithinARoundTellsNoDirection() {
        wire.restartBefore = 12;
        SessionReport cut = wire.round();
        wire.restartBefore = -1;
        SessionReport next = wire.round();

        assertThat(cut.packets().received()).isEqualTo(20);
        assertThat(cut.packets().span()).isEqualTo(Span.NONE);
        assertThat(cut.details()).containsEntry(StampRound.REFLECTOR_COUNT, StampRound.BEGAN_ANEW);
        assertThat(next.packets().span()).isEqualTo(new Span(20, 20, 20));
    }

    @Test
    void aStatelessReflectorIsNoticedAndItsLossesHaveNoDirection() {
        wire.reflector = new StampReflector(862,
                new ReflectorRules(Optional.empty(), false, List.of()));
        wire.lostThere.addAll(List.of(3, 4));
        SessionReport report = wire.round();

        assertThat(report.packets().lost()).isEqualTo(2);
        assertThat(report.packets().span()).isEqualTo(Span.NONE);
        assertThat(report.packets().arrived()).isEqualTo(-1);
        assertThat(failure(report).code()).isEqualTo(FailureCode.PATH_LOSS);
        assertThat(report.details()).containsEntry(StampRound.REFLECTOR_COUNT, StampRound.COPIED);
    }

    @Test
    void directMeasurementTellsTheDirectionEvenOfAStatelessReflector() {
        for (boolean authenticated : List.of(false, true)) {
            Optional<StampKey> key = authenticated
                    ? Optional.of(StampKey.of(new byte[16]))
                    : Optional.empty();
            Wire measured = new Wire(Wire.PROFILE.withDirectMeasurement(true), key);
            measured.reflector = new StampReflector(862, new ReflectorRules(key, false, List.of()));
            measured.round();
            measured.lostThere.addAll(List.of(3, 4));
            measured.lostBack.addAll(List.of(7, 18, 19));
            SessionReport report = measured.round();
            measured.forgetLosses();

            assertThat(report.packets().received()).isEqualTo(15);
            assertThat(report.packets().span()).isEqualTo(new Span(18, 16, 15));
            assertThat(measured.round().packets().span()).isEqualTo(new Span(22, 22, 20));
        }
    }

    private static ProbeFailure failure(SessionReport report) {
        if (report.outcome() instanceof Outcome.Failed(ProbeFailure failure)) {
            return failure;
        }
        throw new AssertionError("not a failure: " + report.outcome());
    }
}
