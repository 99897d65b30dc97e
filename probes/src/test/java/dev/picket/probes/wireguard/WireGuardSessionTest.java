package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WireGuardSessionTest {

    private static final long MILLI = 1_000_000L;
    private final Couple couple = new Couple();

    @Test
    void aHandshakeTakesThreeDatagramsOfExactSizes() {
        SessionReport report = couple.run(couple.session(), _ -> false);
        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(couple.sizes).containsExactly(148, 92, 32);
        assertThat(couple.gateway.counts().answeredCount()).isEqualTo(1);
        assertThat(couple.gateway.counts().confirmedCount()).isEqualTo(1);
        assertThat(report.stages()).containsExactly(new StageTiming("initiate", 0),
                new StageTiming("response", 2 * MILLI), new StageTiming("verify", 0),
                new StageTiming("confirm", 0));
        assertThat(report.details()).containsEntry("user", "good").containsEntry("path", "good")
                .containsEntry("firstAttempt", "good").containsEntry("attempts", "1");
        assertThat(report.packets().received()).isEqualTo(1);
        assertThat(report.packets().roundTrips().minNanos()).isEqualTo(2 * MILLI);
        assertThat(report.clockSource()).isEqualTo(ClockSource.VIRTUAL);
    }

    @Test
    void aLostFirstInitiationIsBadForTheUserAndGoodForThePath() {
        SessionReport report = couple.run(couple.session(), packet -> packet == 0);
        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(report.details()).containsEntry("user", "failed")
                .containsEntry("path", "good").containsEntry("firstAttempt", "failed")
                .containsEntry("attempts", "2").containsEntry("answeredAttempt", "2");
        assertThat(report.durationNanos()).isEqualTo(1_002 * MILLI);
        assertThat(report.packets().receivedBits()).isEqualTo(0b10);
    }

    @Test
    void silenceEndsWithTheBudgetAfterFourDifferentInitiations() {
        SessionReport report = couple.run(couple.session(), _ -> true);
        assertThat(failureOf(report)).isEqualTo(FailureCode.WG_NO_HANDSHAKE_REPLY);
        assertThat(couple.sizes).containsExactly(148, 148, 148, 148);
        assertThat(report.durationNanos()).isEqualTo(Couple.BUDGET.toNanos());
        assertThat(report.details()).containsEntry("user", "failed")
                .containsEntry("path", "failed");
        assertThat(((Outcome.Failed) report.outcome()).failure().seen()).isEqualTo(
                "4 initiations sent, 0 cookies, 0 invalid responses, 0 responses");
    }

    @Test
    void aDifferentPresharedKeyIsAReplyThatDoesNotVerify() {
        SessionReport report = couple.run(couple.session(PresharedKey.NONE), _ -> false);
        assertThat(failureOf(report)).isEqualTo(FailureCode.WG_REPLY_INVALID);
        assertThat(couple.gateway.counts().confirmedCount()).isZero();
    }

    @Test
    void aKeyTheGatewayDoesNotKnowMeetsSilence() {
        couple.gateway.removePeer(couple.vantageKey.publicKey(couple.crypto));
        SessionReport report = couple.run(couple.session(), _ -> false);
        assertThat(failureOf(report)).isEqualTo(FailureCode.WG_NO_HANDSHAKE_REPLY);
        assertThat(couple.gateway.counts().unknownPeersCount()).isEqualTo(4);
    }

    @Test
    void aGatewayUnderLoadIsGoodOnTheRetryThatShowsItsCookie() {
        couple.gateway.setUnderLoad(true);
        SessionReport report = couple.run(couple.session(), _ -> false);
        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(couple.sizes).containsExactly(148, 64, 148, 92, 32);
        assertThat(report.details()).containsEntry("user", "failed")
                .containsEntry("path", "good").containsEntry("cookies", "1");
        assertThat(report.durationNanos()).isEqualTo(4 * MILLI);
    }

    @Test
    void cookiesAndNothingElseAreToldApartFromSilence() {
        couple.gateway.setUnderLoad(true);
        SessionReport report = couple.run(couple.session(), packet -> packet > 0);
        assertThat(failureOf(report)).isEqualTo(FailureCode.WG_COOKIE_ONLY);
    }

    @Test
    void aResponseIsCheckedAgainstTheInitiationItNames() {
        WireGuardSession session = couple.session();
        Action.Send first = firstSend(session.start(couple.now));
        ByteBuffer answer = couple.gateway.answer(couple.now, Couple.WALL, Couple.FROM,
                first.bytes()).orElseThrow();
        MonotonicInstant second = couple.now.plus(Duration.ofSeconds(1));
        assertThat(session.expired(second)).hasSize(2);
        ByteBuffer renamed = ByteBuffer.wrap(Bytes.copyOf(answer));
        renamed.put(Layout.RESPONSE_RECEIVER, (byte) (renamed.get(Layout.RESPONSE_RECEIVER) + 1));
        assertThat(session.received(second, ClockSource.USER, renamed)).isEmpty();
        assertThat(session.received(second, ClockSource.USER, answer))
                .anyMatch(Action.Send.class::isInstance);
    }

    @Test
    void anIcmpErrorIsTheReasonOnlyWhenNoAttemptSucceeds() {
        WireGuardSession session = couple.session();
        session.start(couple.now);
        session.sent(couple.now, 0);
        assertThat(session.refused(couple.now, 0, Refusal.PORT_UNREACHABLE)).isEmpty();
        MonotonicInstant end = couple.now.plus(Couple.BUDGET);
        assertThat(failureOf(finished(session.expired(end))))
                .isEqualTo(FailureCode.PORT_UNREACHABLE);
    }

    @Test
    void aLocalFirewallSaysNothingOfThePath() {
        WireGuardSession session = couple.session();
        session.start(couple.now);
        SessionReport report = finished(
                session.refused(couple.now, 0, Refusal.LOCAL_FIREWALL));
        assertThat(localFaultOf(report)).isEqualTo(LocalFaultCode.LOCAL_FIREWALL);
        assertThat(report.packets().skipped()).isEqualTo(1);
        assertThat(report.details()).doesNotContainKey("firstAttempt");
    }

    @Test
    void afterABackwardClockStepTheStampsStillRiseAndTheGatewayAnswers() {
        couple.run(couple.session(), _ -> false);
        WireGuardTarget target = new WireGuardTarget("sjc", "fra-gw", couple.initiatorKeys(
                couple.psk), couple.timestamps, AttemptSchedule.within(Couple.BUDGET),
                couple.entropy);
        couple.now = couple.now.plus(Duration.ofSeconds(10));
        WireGuardSession session = new WireGuardSession(target, new WireGuardSession.Run(99,
                "run-2", Couple.WALL.minusSeconds(100)));
        SessionReport report = couple.run(session, _ -> false);
        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(report.details()).containsEntry("clockStepNanos", "100000000000");
    }

    @Test
    void silenceInARunWhoseClockSteppedIsNotThePathsFault() {
        couple.timestamps.next(Couple.WALL.plusSeconds(100));
        SessionReport report = couple.run(couple.session(), _ -> true);
        assertThat(localFaultOf(report)).isEqualTo(LocalFaultCode.LOCAL_CLOCK_STEP);
    }

    @Test
    void theDemultiplexerFindsTheTokenInEveryAnswer() {
        WireGuardDemultiplexer demultiplexer = new WireGuardDemultiplexer();
        WireGuardSession session = couple.session();
        Action.Send send = firstSend(session.start(couple.now));
        assertThat(demultiplexer.tokenOf(send.bytes())).isEqualTo(-1L);
        ByteBuffer answer = couple.gateway.answer(couple.now, Couple.WALL, Couple.FROM,
                send.bytes()).orElseThrow();
        assertThat(demultiplexer.tokenOf(answer)).isEqualTo(session.token());
        couple.gateway.setUnderLoad(true);
        ByteBuffer cookie = couple.gateway.answer(couple.now, Couple.WALL, Couple.FROM,
                send.bytes()).orElseThrow();
        assertThat(demultiplexer.tokenOf(cookie)).isEqualTo(session.token());
        int greatest = WireGuardDemultiplexer.index(WireGuardDemultiplexer.TOKEN_LIMIT - 1, 7);
        answer.putInt(Layout.RESPONSE_RECEIVER, Integer.reverseBytes(greatest));
        assertThat(demultiplexer.tokenOf(answer))
                .isEqualTo(WireGuardDemultiplexer.TOKEN_LIMIT - 1);
    }

    @Test
    void attemptsScaleWithTheBudgetAndKeepTheGatewaysSpacing() {
        assertThat(AttemptSchedule.within(Duration.ofSeconds(5)).offsets()).containsExactly(
                Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2),
                Duration.ofMillis(4900));
        assertThat(AttemptSchedule.within(Duration.ofMillis(500)).offsets()).containsExactly(
                Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(200),
                Duration.ofMillis(490));
        assertThat(AttemptSchedule.within(Duration.ofMillis(100)).offsets()).containsExactly(
                Duration.ZERO, Duration.ofMillis(40), Duration.ofMillis(98));
    }

    @Test
    void noSecretShowsInATextForm() {
        assertThat(couple.vantageKey).hasToString("PrivateKey(hidden)");
        assertThat(couple.psk).hasToString("PresharedKey(hidden)");
    }

    static Action.Send firstSend(List<Action> actions) {
        return actions.stream().filter(Action.Send.class::isInstance)
                .map(Action.Send.class::cast).findFirst().orElseThrow();
    }

    private static SessionReport finished(List<Action> actions) {
        return actions.stream().filter(Action.Finish.class::isInstance)
                .map(action -> ((Action.Finish) action).report()).findFirst().orElseThrow();
    }

    private static FailureCode failureOf(SessionReport report) {
        return ((Outcome.Failed) report.outcome()).failure().code();
    }

    private static LocalFaultCode localFaultOf(SessionReport report) {
        return ((Outcome.CouldNotTell) report.outcome()).fault().code();
    }
}
