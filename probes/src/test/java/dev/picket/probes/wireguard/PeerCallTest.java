package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.SessionReport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A gateway that initiates: just in time, at the same time, falsely, again and again.
final class PeerCallTest {

    private static final long MILLI = 1_000_000L;
    private final Caller caller = new Caller();
    private final Couple couple = caller.couple;
    private final WireGuardSession session = couple.session();
    private final List<Action> actions = new ArrayList<>();

    PeerCallTest() {
        actions.addAll(session.start(couple.now));
        session.sent(couple.now, 0);
    }

    @Test
    void aGatewayThatInitiatesInsteadOfAnsweringIsAnsweredAndTheRunIsCold() {
        pass(22);
        Action.Send response = send(receive(caller.call()));
        pass(1);
        session.sent(couple.now, response.packet());
        caller.accept(response);
        pass(3);
        Action.Send keepalive = send(receive(caller.data(new byte[0])));
        assertThat(caller.opens(keepalive)).as("sent under the keys agreed").isTrue();

        SessionReport report = finished(session.sent(couple.now, keepalive.packet()));

        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(report.stages()).containsExactly(new StageTiming("initiate", 0),
                new StageTiming("peer-initiates", 22 * MILLI),
                new StageTiming("verify", MILLI), new StageTiming("confirm", 3 * MILLI));
        assertThat(report.details()).containsEntry("peer", "cold").containsEntry("user", "good")
                .containsEntry("path", "good").containsEntry("initiationsBeforeCall", "1");
        assertThat(report.packets()).as("no round trip").isEqualTo(PacketOutcomes.NONE);
        assertThat(report.clockSource()).isEqualTo(ClockSource.VIRTUAL);
    }

    @Test
    void anAnsweredRunIsWarm() {
        SessionReport report = new Couple().run(new Couple().session(), _ -> true);
        assertThat(report.details()).doesNotContainKey("peer");
        Couple answering = new Couple();
        assertThat(answering.run(answering.session(), _ -> false).details())
                .containsEntry("peer", "warm").doesNotContainKey("initiationsBeforeCall");
    }

    @Test
    void whoAnsweredSendsNothingBeforeTheGatewayDid() {
        pass(22);
        caller.accept(send(receive(caller.call())));
        pass(978);
        List<Action> second = session.expired(couple.now);
        assertThat(Layout.is(Layout.INITIATION, Bytes.copyOf(send(second).bytes()))).isTrue();
        assertThat(sends(second)).hasSize(1);
    }

    @Test
    void aGatewayThatNeverConfirmsHasItsOwnCode() {
        pass(22);
        Action.Send response = send(receive(caller.call()));
        session.sent(couple.now, response.packet());
        couple.now = couple.now.plus(Couple.BUDGET);
        SessionReport report = finished(session.expired(couple.now));
        var failure = ((Outcome.Failed) report.outcome()).failure();
        assertThat(failure.code()).isEqualTo(FailureCode.WG_PEER_NOT_CONFIRMED);
        assertThat(failure.stageNumber()).isEqualTo(4);
        assertThat(failure.passed()).extracting(StageTiming::stage)
                .containsExactly("initiate", "peer-initiates", "verify");
        assertThat(report.details()).containsEntry("peer", "cold").containsEntry("user", "failed")
                .containsEntry("path", "failed");
        assertThat(failure.seen()).endsWith("1 initiation of the gateway");
    }

    @Test
    void aCallIsHeardOnceAndAnOlderOneNever() {
        byte[] older = caller.call();
        byte[] newer = caller.call();
        assertThat(sends(receive(newer))).hasSize(1);
        assertThat(receive(newer)).isEmpty();
        assertThat(receive(older)).isEmpty();
        WireGuardSession next = couple.session();
        next.start(couple.now);
        assertThat(next.received(couple.now, ClockSource.VIRTUAL, ByteBuffer.wrap(newer)))
                .as("nor in a later run").isEmpty();
        assertThat(sends(receive(caller.call()))).hasSize(1);
    }

    @Test
    void aStrangersCallAndABadMac1AreMetWithSilence() {
        PrivateKey stranger = PrivateKey.generate(couple.entropy);
        assertThat(receive(caller.callFrom(stranger))).isEmpty();
        byte[] unsigned = caller.call();
        unsigned[Layout.INIT_MAC1] ^= 1;
        assertThat(receive(unsigned)).isEmpty();
        byte[] damaged = caller.call();
        damaged[Layout.INIT_TIMESTAMP] ^= 1;
        couple.initiatorKeys(couple.psk).incoming().sign(damaged, Layout.INIT_MAC1);
        assertThat(receive(damaged)).isEmpty();
        couple.now = couple.now.plus(Couple.BUDGET);
        SessionReport report = finished(session.expired(couple.now));
        assertThat(((Outcome.Failed) report.outcome()).failure().code())
                .isEqualTo(FailureCode.WG_NO_HANDSHAKE_REPLY);
        assertThat(report.details()).containsEntry("callsIgnored", "3")
                .doesNotContainKey("peer");
    }

    @Test
    void callsBeyondTheLimitAreNotOpened() {
        for (int i = 0; i < PeerCalls.OPENED_MAX; i++) {
            assertThat(sends(receive(caller.call()))).hasSize(1);
        }
        assertThat(receive(caller.call())).isEmpty();
    }

    @Test
    void ofTwoCallsTheNewerIsConfirmed() {
        caller.accept(send(receive(caller.call())));
        byte[] late = caller.data(new byte[0]);
        caller.accept(send(receive(caller.call())));
        assertThat(receive(late)).isEmpty();
        assertThat(sends(receive(caller.data(new byte[0])))).hasSize(1);
    }

    @Test
    void bothInitiateAtOnceAndTheGatewaysAnswerWins() {
        byte[] call = caller.call();
        ByteBuffer answer = couple.gateway.answer(couple.now, Couple.WALL, Couple.FROM,
                send(actions).bytes()).orElseThrow();
        pass(1);
        assertThat(sends(receive(call))).hasSize(1);
        Action.Send keepalive = send(receive(Bytes.copyOf(answer)));
        couple.gateway.answer(couple.now, Couple.WALL, Couple.FROM, keepalive.bytes());
        SessionReport report = finished(session.sent(couple.now, keepalive.packet()));
        assertThat(couple.gateway.counts().confirmedCount()).isEqualTo(1);
        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(report.stages()).extracting(StageTiming::stage)
                .containsExactly("initiate", "response", "verify", "confirm");
        assertThat(report.details()).containsEntry("peer", "cold").containsEntry("user", "good");
    }

    @Test
    void bothInitiateAtOnceAndTheGatewaysOwnHandshakeWins() {
        Action.Send response = send(receive(caller.call()));
        caller.accept(response);
        Action.Send keepalive = send(receive(caller.data(new byte[0])));
        ByteBuffer late = couple.gateway.answer(couple.now, Couple.WALL, Couple.FROM,
                send(actions).bytes()).orElseThrow();
        assertThat(receive(Bytes.copyOf(late))).as("an older handshake").isEmpty();
        assertThat(finished(session.sent(couple.now, keepalive.packet())).outcome())
                .isEqualTo(new Outcome.Good());
    }

    @Test
    void aCallAfterTheSecondInitiationIsBadForTheUser() {
        pass(1_000);
        Action.Send second = send(session.expired(couple.now));
        session.sent(couple.now, second.packet());
        pass(5);
        caller.accept(send(receive(caller.call())));
        Action.Send keepalive = send(receive(caller.data(new byte[0])));
        SessionReport report = finished(session.sent(couple.now, keepalive.packet()));
        assertThat(report.details()).containsEntry("user", "failed").containsEntry("path", "good");
        assertThat(report.stages()).contains(new StageTiming("peer-initiates", 1_005 * MILLI));
    }

    @Test
    void theDemultiplexerGivesACallToAllAndItsDataToOne() {
        WireGuardDemultiplexer demultiplexer = new WireGuardDemultiplexer();
        byte[] call = caller.call();
        assertThat(demultiplexer.namesNobody(ByteBuffer.wrap(call))).isTrue();
        assertThat(demultiplexer.tokenOf(ByteBuffer.wrap(call))).isEqualTo(-1L);
        caller.accept(send(receive(call)));
        ByteBuffer data = ByteBuffer.wrap(caller.data(new byte[0]));
        assertThat(demultiplexer.namesNobody(data)).isFalse();
        assertThat(demultiplexer.tokenOf(data)).isEqualTo(session.token());
    }

    private void pass(long millis) {
        couple.now = couple.now.plus(Duration.ofMillis(millis));
    }

    private List<Action> receive(byte[] message) {
        return session.received(couple.now, ClockSource.VIRTUAL, ByteBuffer.wrap(message));
    }

    private static List<Action.Send> sends(List<Action> actions) {
        return actions.stream().filter(Action.Send.class::isInstance)
                .map(Action.Send.class::cast).toList();
    }

    private static Action.Send send(List<Action> actions) {
        return WireGuardSessionTest.firstSend(actions);
    }

    private static SessionReport finished(List<Action> actions) {
        Optional<SessionReport> report = actions.stream()
                .filter(Action.Finish.class::isInstance)
                .map(action -> ((Action.Finish) action).report()).findFirst();
        return report.orElseThrow(() -> new AssertionError("not finished: " + actions));
    }
}
