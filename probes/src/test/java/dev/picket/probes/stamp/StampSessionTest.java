package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.model.result.PacketSeries;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampSessionTest {

    private final Wire wire = new Wire(Wire.PROFILE);

    @Test
    void isGoodWhenEveryPacketIsAnswered() {
        SessionReport report = wire.round();

        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        // The first round knows the counter from its own first reply on.
        long roundTrip = 2 * Wire.ONE_WAY_NANOS;
        assertThat(report.packets()).isEqualTo(new PacketOutcomes(20, 20, 0, 20, 20, 0, 0, 0xfffffL,
                0, new PacketOutcomes.RoundTrips(roundTrip, roundTrip, roundTrip),
                new Span(20, 20, 20), PacketSeries.NONE));
        assertThat(report.clockSource()).isEqualTo(ClockSource.VIRTUAL);
        // The last packet leaves at 19/20 of 400 ms, and the round ends with its reply.
        assertThat(report.durationNanos()).isEqualTo(380_000_000L + roundTrip);
    }

    @Test
    void tellsLossOnTheWayThereFromLossOnTheWayBack() {
        wire.round();
        wire.lostThere.addAll(List.of(3, 4, 11));
        SessionReport there = wire.round();
        wire.forgetLosses();
        wire.lostBack.addAll(List.of(0, 7));
        SessionReport back = wire.round();

        assertThat(failure(there).code()).isEqualTo(FailureCode.PATH_FORWARD_LOSS);
        assertThat(there.packets().span()).isEqualTo(new Span(20, 17, 17));
        assertThat(there.packets().arrived()).isEqualTo(17);
        assertThat(failure(there).seen()).isEqualTo("20 packets sent, 17 replies in time; "
                + "3 of 20 lost, 15 % (5.2–36 %), "
                + "3 lost on the way there and 0 on the way back");
        assertThat(failure(back).code()).isEqualTo(FailureCode.PATH_RETURN_LOSS);
        assertThat(back.packets().span()).isEqualTo(new Span(20, 20, 18));
    }

    @Test
    void leavesTheDirectionOfTheLastPacketsToTheNextRound() {
        wire.round();
        wire.lostThere.addAll(List.of(5, 18));
        wire.lostBack.add(19);
        SessionReport cut = wire.round();
        wire.forgetLosses();
        SessionReport next = wire.round();

        assertThat(failure(cut).code()).isEqualTo(FailureCode.PATH_LOSS);
        assertThat(cut.packets().lost()).isEqualTo(3);
        assertThat(cut.packets().arrived()).isEqualTo(-1);
        // Known up to packet 17: 18 sent, one lost on the way there.
        assertThat(cut.packets().span()).isEqualTo(new Span(18, 17, 17));
        // The next span begins with packets 18 and 19: 22 sent, 21 arrived, 20 returned.
        assertThat(next.outcome()).isEqualTo(new Outcome.Good());
        assertThat(next.packets().span()).isEqualTo(new Span(22, 21, 20));
    }

    @Test
    void overManyRoundsTheSpansAddUpToWhatWasReallyLost() {
        long seed = 13_062_024L;
        Random random = new Random(seed);
        wire.round();
        int there = 0;
        int back = 0;
        int toldThere = 0;
        int toldBack = 0;
        for (int round = 0; round < 300; round++) {
            wire.forgetLosses();
            for (int packet = 0; packet < 20 && round < 299; packet++) {
                if (random.nextDouble() < 0.15) {
                    wire.lostThere.add(packet);
                    there++;
                } else if (random.nextDouble() < 0.15) {
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
    void aSilentRoundHasNoDirectionAndIsNotChargedToTheNextOne() {
        wire.round();
        for (int packet = 0; packet < 20; packet++) {
            wire.lostThere.add(packet);
        }
        SessionReport silent = wire.round();
        wire.forgetLosses();
        SessionReport next = wire.round();

        assertThat(failure(silent).code()).isEqualTo(FailureCode.PATH_SILENT);
        assertThat(silent.packets().lost()).isEqualTo(20);
        assertThat(silent.packets().span()).isEqualTo(Span.NONE);
        // It had waited until T_max, 500 ms after the last packet.
        assertThat(silent.durationNanos()).isEqualTo(880_000_000L);
        assertThat(next.packets().span()).isEqualTo(new Span(20, 20, 20));
    }

    @Test
    void lossesOfThisMachineDoNotReachTheNextRoundsSpan() {
        wire.round();
        wire.lostBack.addAll(List.of(15, 16, 17, 18, 19));
        wire.round();
        wire.spoil();
        wire.forgetLosses();

        assertThat(wire.round().packets().span()).isEqualTo(new Span(20, 20, 20));
    }

    @Test
    void aDuplicateCountsOnceAndIsTold() {
        wire.twiceBack.add(4);
        SessionReport report = wire.round();

        assertThat(report.packets().received()).isEqualTo(20);
        assertThat(report.packets().duplicates()).isEqualTo(1);
    }

    @Test
    void aLateReplyIsLateAndItsPacketLost() {
        wire.round();
        wire.slowBack.add(2);
        SessionReport report = wire.round();

        assertThat(report.packets().late()).isEqualTo(1);
        assertThat(report.packets().received()).isEqualTo(19);
        assertThat(report.packets().lost()).isEqualTo(1);
        assertThat(report.packets().receivedBits()).isEqualTo(0xffffbL);
        assertThat(failure(report).code()).isEqualTo(FailureCode.PATH_LOSS);
    }

    @Test
    void packetsRefusedByThisMachineAreNotSentAndNotLost() {
        wire.round();
        wire.refused.addAll(List.of(1, 2));
        SessionReport report = wire.round();
        wire.forgetLosses();
        SessionReport next = wire.round();

        assertThat(report.outcome()).isInstanceOfSatisfying(Outcome.CouldNotTell.class, told -> {
            assertThat(told.fault().code()).isEqualTo(LocalFaultCode.LOCAL_FIREWALL);
            assertThat(told.fault().detail()).isEqualTo("2 of 20 packets");
        });
        assertThat(report.packets().sent()).isEqualTo(18);
        assertThat(report.packets().skipped()).isEqualTo(2);
        assertThat(report.packets().lost()).isZero();
        assertThat(next.packets().span()).isEqualTo(new Span(20, 20, 20));
    }

    @Test
    void packetsWhoseTimeHasPassedAreSkippedAndNotLost() {
        ProbeSession session = open();
        MonotonicInstant start = new MonotonicInstant(0);
        assertThat(session.start(start)).hasSize(2);

        // 200 ms late: packets 1 to 5, due at 20 to 100 ms, are over 100 ms late; 6 to 10 are sent.
        List<Action> actions = session.expired(start.plus(Duration.ofNanos(200_000_001L)));

        assertThat(actions).filteredOn(Action.Send.class::isInstance)
                .extracting(action -> ((Action.Send) action).packet())
                .containsExactly(6, 7, 8, 9, 10);
    }

    @Test
    void aClosedPortIsToldAsSuch() {
        ProbeSession session = open();
        session.start(new MonotonicInstant(0));
        session.sent(new MonotonicInstant(0), 0);
        session.refused(new MonotonicInstant(1), -1, Refusal.PORT_UNREACHABLE);
        List<Action> actions = session.expired(new MonotonicInstant(380_000_000L));
        for (Action action : actions) {
            if (action instanceof Action.Send(int packet, _)) {
                session.sent(new MonotonicInstant(380_000_000L), packet);
            }
        }
        actions = session.expired(new MonotonicInstant(880_000_000L));

        assertThat(actions).singleElement().isInstanceOfSatisfying(Action.Finish.class,
                finish -> assertThat(failure(finish.report()).code())
                        .isEqualTo(FailureCode.PORT_UNREACHABLE));
    }

    @Test
    void aReplyThatDoesNotEchoOurTimestampIsNotOurs() {
        ProbeSession session = open();
        session.start(new MonotonicInstant(0));
        session.sent(new MonotonicInstant(0), 0);
        var forged = StampPacket.reply(new StampPacket.Request(StampPathState.FIRST_SEQUENCE,
                12_345, 1, 77), 0, Instant.EPOCH);

        assertThat(session.received(new MonotonicInstant(5), ClockSource.VIRTUAL, forged))
                .isEmpty();
        session.expired(new MonotonicInstant(380_000_000L));
        Action last = session.expired(new MonotonicInstant(880_000_000L)).getFirst();

        SessionReport report = ((Action.Finish) last).report();
        assertThat(report.packets().received()).isZero();
        assertThat(report.details()).containsEntry("malformedReplies", "1");
    }

    private static ProbeSession open() {
        return StampPath
                .plan(new Path("sjc", "sin-edge1", ProbeKind.STAMP),
                        new InetSocketAddress("203.0.113.9", 862), 77, Wire.PROFILE)
                .factory().open("run-1", new MonotonicInstant(0), Instant.EPOCH);
    }

    private static ProbeFailure failure(SessionReport report) {
        if (report.outcome() instanceof Outcome.Failed(ProbeFailure failure)) {
            return failure;
        }
        throw new AssertionError("not a failure: " + report.outcome());
    }
}
