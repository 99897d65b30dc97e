package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.platform.settings.TunnelStage;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.tunnel.FarEnd;
import dev.picket.probes.tunnel.Ladder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TunnelSessionTest {

    private static final int HANDSHAKE_STAGES = 4;
    private static final int STAGES = HANDSHAKE_STAGES + Ladder.stages(FarEnd.target()).size();
    private final TunnelCouple couple = new TunnelCouple();

    @Test
    void theStagesInTheTunnelFollowThoseOfTheHandshake() {
        SessionReport report = couple.run(couple.session());

        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(report.stages()).extracting(StageTiming::stage).hasSize(STAGES)
                .startsWith("initiate", "response", "verify", "confirm", "echo");
        assertThat(report.details()).containsEntry("user", "good").containsEntry("path", "good")
                .containsEntry("echoesAnswered", "5");
        assertThat(couple.types).startsWith(1, 2, 4, 4, 4).endsWith(4);
    }

    @Test
    void theProvidersOwnNamesOfTheStagesAreAmongTheDetails() {
        SessionReport report = couple.run(couple.session(TunnelStage.HTTP));

        assertThat(report.stages()).extracting(StageTiming::stage)
                .endsWith("echo", "dns-udp", "dns-tcp", "http");
        assertThat(report.details()).containsEntry("doctor.ping", "ok")
                .containsEntry("doctor.wgdns", "ok").containsEntry("doctor.wgflaps", "ok");

        couple.lost = (_, _) -> true;
        assertThat(couple.run(couple.session(TunnelStage.HTTP)).details())
                .containsEntry("doctor.ping", "WG_NO_HANDSHAKE_REPLY")
                .doesNotContainKey("doctor.wgdns");
    }

    @Test
    void aKeepaliveConfirmsAndAnotherCloses() {
        couple.run(couple.session());

        assertThat(couple.opened.getFirst()).isEmpty();
        assertThat(couple.opened.getLast()).isEmpty();
        assertThat(couple.opened.subList(1, couple.opened.size() - 1))
                .allSatisfy(packet -> assertThat(packet).isNotEmpty());
    }

    @Test
    void theClosingKeepaliveLeavesWhereTheTunnelFailedToo() {
        couple.lost = (_, message) -> message[0] == Layout.DATA && message.length > 500;

        ProbeFailure failure = failureOf(couple.run(couple.session()));

        assertThat(failure.code()).isEqualTo(FailureCode.PATH_MTU_BLACK_HOLE);
        assertThat(couple.opened.getLast()).isEmpty();
    }

    @Test
    void dataThatNeverComesBackIsOneWayAndBadByBothVerdicts() {
        couple.lost = (_, message) -> message[0] == Layout.DATA
                && Bytes.getInt(message, Layout.FIRST_INDEX) != 77;

        SessionReport report = couple.run(couple.session());
        ProbeFailure failure = failureOf(report);

        assertThat(failure.code()).isEqualTo(FailureCode.WG_ONE_WAY);
        assertThat(failure.tried()).isEqualTo("WireGuard tunnel");
        assertThat(failure.stageNumber()).isEqualTo(HANDSHAKE_STAGES + 1);
        assertThat(failure.stageTotal()).isEqualTo(STAGES);
        assertThat(failure.passed()).extracting(StageTiming::stage)
                .containsExactly("initiate", "response", "verify", "confirm");
        assertThat(report.details()).containsEntry("user", "failed")
                .containsEntry("path", "failed").containsEntry("echoesAnswered", "0")
                .containsEntry("doctor.ping", "WG_ONE_WAY");
    }

    @Test
    void aHandshakeThatFailsCountsTheStagesItNeverReached() {
        couple.lost = (_, _) -> true;

        ProbeFailure failure = failureOf(couple.run(couple.session()));

        assertThat(failure.code()).isEqualTo(FailureCode.WG_NO_HANDSHAKE_REPLY);
        assertThat(failure.stageNumber()).isEqualTo(2);
        assertThat(failure.stageTotal()).isEqualTo(STAGES);
        assertThat(failure.seen()).startsWith("3 initiations sent");
    }

    @Test
    void theKeysOfALaterAnswerAreGoneOverTo() {
        WireGuardSession session = couple.session();
        byte[] first = bytes(session.start(couple.couple.now));
        session.sent(couple.couple.now, 0);
        couple.couple.now = couple.couple.now.plusNanos(1_000_000_000L);
        byte[] second = bytes(session.expired(couple.couple.now));
        session.sent(couple.couple.now, 1);
        byte[] late = couple.answers(first).getFirst();
        byte[] newest = couple.answers(second).getFirst();

        List<Action> confirm = session.received(couple.couple.now, ClockSource.USER,
                ByteBuffer.wrap(late));
        Action.Send keepalive = (Action.Send) confirm.getFirst();
        assertThat(couple.answers(Bytes.copyOf(keepalive.bytes()))).isEmpty();
        assertThat(couple.opened).as("the gateway forgot those keys").isEmpty();
        List<Action> echoes = session.sent(couple.couple.now, keepalive.packet());
        assertThat(couple.answers(bytes(echoes))).isEmpty();
        List<Action> anew = session.received(couple.couple.now, ClockSource.USER,
                ByteBuffer.wrap(newest));

        couple.answers(bytes(anew));
        assertThat(couple.opened).hasSize(1);
        couple.couple.now = couple.couple.now.plusNanos(20_000_000L);
        assertThat(couple.answers(bytes(session.expired(couple.couple.now)))).hasSize(1);
    }

    @Test
    void aRefusalOfTheTunnelsPacketsSaysMoreThanSilence() {
        couple.lost = (_, message) -> message[0] == Layout.DATA;
        WireGuardSession session = couple.session();
        byte[] initiation = bytes(session.start(couple.couple.now));
        session.sent(couple.couple.now, 0);
        List<Action> confirm = session.received(couple.couple.now, ClockSource.USER,
                ByteBuffer.wrap(couple.answers(initiation).getFirst()));
        List<Action> echo = session.sent(couple.couple.now,
                ((Action.Send) confirm.getFirst()).packet());

        assertThat(session.refused(couple.couple.now,
                ((Action.Send) echo.getFirst()).packet(), Refusal.HOST_UNREACHABLE)).isEmpty();

        SessionReport report = finished(session.expired(
                couple.couple.now.plus(Couple.BUDGET)));
        assertThat(failureOf(report).code()).isEqualTo(FailureCode.HOST_UNREACHABLE);
        assertThat(failureOf(report).stageNumber()).isEqualTo(HANDSHAKE_STAGES + 1);
    }

    @Test
    void aFirewallHereThatStopsTheDataSaysNothingOfThePath() {
        WireGuardSession session = couple.session();
        byte[] initiation = bytes(session.start(couple.couple.now));
        session.sent(couple.couple.now, 0);
        List<Action> confirm = session.received(couple.couple.now, ClockSource.USER,
                ByteBuffer.wrap(couple.answers(initiation).getFirst()));
        int keepalive = ((Action.Send) confirm.getFirst()).packet();
        session.sent(couple.couple.now, keepalive);

        SessionReport report = finished(session.refused(couple.couple.now, keepalive + 1,
                Refusal.LOCAL_FIREWALL));

        assertThat(((Outcome.CouldNotTell) report.outcome()).fault().code())
                .isEqualTo(LocalFaultCode.LOCAL_FIREWALL);
    }

    @Test
    void withoutATunnelTheRunEndsWithTheKeepalive() {
        SessionReport report = couple.run(new WireGuardSession(couple.target(Optional.empty()),
                new WireGuardSession.Run(9, "run-1", couple.couple.wall())));

        assertThat(report.stages()).extracting(StageTiming::stage)
                .containsExactly("initiate", "response", "verify", "confirm");
        assertThat(couple.types).containsExactly(1, 2, 4);
        assertThat(report.details()).doesNotContainKey("echoesSent");
    }

    private static byte[] bytes(List<Action> actions) {
        return Bytes.copyOf(WireGuardSessionTest.firstSend(actions).bytes());
    }

    private static SessionReport finished(List<Action> actions) {
        return ((Action.Finish) actions.getLast()).report();
    }

    private static ProbeFailure failureOf(SessionReport report) {
        return ((Outcome.Failed) report.outcome()).failure();
    }
}
