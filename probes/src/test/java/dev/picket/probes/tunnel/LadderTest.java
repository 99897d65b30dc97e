package dev.picket.probes.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.StageTiming;
import dev.picket.platform.settings.TunnelStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class LadderTest {

    private static final int SYN = TcpSegment.SYN;
    private static final int ACK = TcpSegment.ACK;
    private static final int PUSH = TcpSegment.ACK | TcpSegment.PSH;
    private static final int FIN = TcpSegment.ACK | TcpSegment.FIN;
    private final FarEnd farEnd = new FarEnd();

    private Climb.Told climb() {
        return Climb.of(farEnd, TunnelStage.HTTP);
    }

    @Test
    void allStagesPassOneAfterTheOther() {
        Climb.Told told = climb();

        assertThat(told.ending()).isEqualTo(new Ending.Passed());
        assertThat(told.passed()).containsExactly(new StageTiming("echo", 82_000_000),
                new StageTiming("dns-udp", 2_000_000), new StageTiming("dns-tcp", 4_000_000),
                new StageTiming("http", 4_000_000));
        assertThat(told.details()).containsEntry("tunnelAddress", "fdaa:0:1:0:0:0:0:3")
                .containsEntry("tunnelStatus", "404").doesNotContainKey("tunnelDnsQuestions");
        assertThat(farEnd.tcp.openCount()).isZero();
    }

    @Test
    void aConnectionIsOpenedAskedEndedAndForgotten() {
        climb();

        assertThat(farEnd.tcp.flags).containsExactly(SYN, PUSH, ACK, FIN, SYN, ACK, PUSH, ACK,
                FIN, TcpSegment.RST | TcpSegment.ACK);
    }

    @ParameterizedTest
    @EnumSource
    void aLadderEndsWithTheStageItIsToEndWith(TunnelStage upTo) {
        Climb.Told told = Climb.of(farEnd, upTo);

        assertThat(told.ending()).isEqualTo(new Ending.Passed());
        assertThat(told.passed()).extracting(StageTiming::stage)
                .isEqualTo(Ladder.stages(FarEnd.target(upTo))).endsWith(upTo.label());
        assertThat(farEnd.tcp.openCount()).isZero();
    }

    @Test
    void aSilentResolverIsAskedFourTimes() {
        farEnd.resolver.silent = true;

        assertFailed(climb(), 1, FailureCode.WG_TUNNEL_DNS_SILENT,
                "4 questions by UDP to fdaa:0:1:0:0:0:0:3, no answer");
    }

    @Test
    void aLostQuestionIsAskedAgain() {
        List<Ipv6Packet> questions = new ArrayList<>();
        farEnd.lost = packet -> packet.protocol() == Ipv6Packet.UDP && questions.add(packet)
                && questions.size() == 1;

        Climb.Told told = climb();

        assertThat(told.ending()).isEqualTo(new Ending.Passed());
        assertThat(told.details()).containsEntry("tunnelDnsQuestions", "2");
    }

    @Test
    void aClosedPortIsToldByItsIcmpError() {
        farEnd.resolverListens = false;

        assertFailed(climb(), 1, FailureCode.WG_TUNNEL_UNREACHABLE,
                "port unreachable, said fdaa:0:1:0:0:0:0:3");
    }

    @Test
    void aResolverThatDoesNotKnowTheNameIsAliveAndWrong() {
        farEnd.resolver.code = 3;

        assertFailed(climb(), 1, FailureCode.WG_TUNNEL_DNS_ERROR,
                "the resolver answered code 3 (NXDOMAIN)");
    }

    @Test
    void anAnswerWithoutAnAddressIsNone() {
        farEnd.resolver.address = Optional.empty();

        assertFailed(climb(), 1, FailureCode.WG_TUNNEL_DNS_ERROR,
                "an answer without an IPv6 address for _api.internal");
    }

    @Test
    void aTruncatedAnswerLeavesItToTcp() {
        farEnd.resolver.truncated = true;

        assertThat(climb().ending()).isEqualTo(new Ending.Passed());
    }

    @ParameterizedTest
    @CsvSource({"53, 2, fdaa:0:1:0:0:0:0:3 port 53", "4280, 3, fdaa:0:1:0:0:0:0:3 port 4280"})
    void aServiceThatDoesNotListenIsTold(int port, int passed, String place) {
        farEnd.tcp.only = port;
        farEnd.tcp.refuses = true;

        assertFailed(climb(), passed, FailureCode.WG_TUNNEL_TCP_REFUSED,
                "a reset came from " + place);
    }

    @ParameterizedTest
    @CsvSource({"53, 2", "4280, 3"})
    void aServiceThatSwallowsConnectionsIsTriedFourTimes(int port, int passed) {
        farEnd.tcp.only = port;
        farEnd.tcp.silent = true;

        Climb.Told told = climb();

        assertThat(((Ending.Failed) told.ending()).code())
                .isEqualTo(FailureCode.WG_TUNNEL_TCP_SILENT);
        assertThat(told.passed()).hasSize(passed);
        assertThat(farEnd.tcp.flags.stream().filter(flags -> flags == SYN).count())
                .isEqualTo(passed - 2 + TcpClient.SENDS_MAX);
        assertThat(farEnd.tcp.flags.getLast()).isEqualTo(TcpSegment.RST);
    }

    @Test
    void aServiceThatTakesTheRequestAndIsMuteIsWaitedForUntilTheEnd() {
        farEnd.tcp.only = 4_280;
        farEnd.tcp.mute = true;

        Climb.Told told = climb();

        assertFailed(told, 3, FailureCode.WG_TUNNEL_TCP_BROKEN,
                "the connection stands, 0 octets of an answer came in 4.9 s");
        assertThat(told.took()).isEqualTo(Climb.BUDGET);
        assertThat(farEnd.tcp.openCount()).isZero();
    }

    @Test
    void aConnectionThatIsResetOrEndedEarlyIsTold() {
        farEnd.tcp.resets = true;
        assertFailed(climb(), 2, FailureCode.WG_TUNNEL_TCP_BROKEN, "the connection was reset");

        farEnd.tcp.resets = false;
        farEnd.tcp.hangsUp = true;
        assertFailed(climb(), 2, FailureCode.WG_TUNNEL_TCP_BROKEN,
                "the connection ended after 0 octets of an answer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"HTTP/1.1 503 Busy|status 503 instead of 404",
            "HTTP/1.0 200|status 200 instead of 404", "SSH-2.0-x|what came is no HTTP",
            "HTTP/2 404|what came is no HTTP", "HTTP/1.1 4040|what came is no HTTP"})
    void anotherStatusIsTold(String line, String seen) {
        farEnd.tcp.http = line + "\r\n\r\n";

        assertFailed(climb(), 3, FailureCode.WG_TUNNEL_HTTP_STATUS, seen);
    }

    @Test
    void anAnswerInManyPiecesIsPutTogether() {
        farEnd.tcp.segmentBytes = 3;

        assertThat(climb().ending()).isEqualTo(new Ending.Passed());
    }

    @Test
    void copiesAndPiecesOutOfOrderChangeNothing() {
        farEnd.tcp.segmentBytes = 30;
        farEnd.tcp.fate = segments -> {
            List<byte[]> all = new ArrayList<>(segments);
            all.addAll(segments);
            Collections.reverse(all);
            all.addAll(segments);
            return all;
        };

        assertThat(climb().ending()).isEqualTo(new Ending.Passed());
    }

    @Test
    void aRequestThatIsNotAcknowledgedIsRepeated() {
        List<Integer> answers = new ArrayList<>();
        farEnd.tcp.fate = segments -> {
            answers.add(segments.size());
            return answers.size() % 2 == 1 ? List.of() : segments;
        };

        Climb.Told told = climb();

        assertThat(told.ending()).isEqualTo(new Ending.Passed());
        assertThat(answers).hasSize(4);
        assertThat(told.took()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aResetUnderAGuessedNumberIsPassedOver() {
        farEnd.tcp.fate = segments -> {
            Ipv6Packet first = Ipv6Packet.read(segments.getFirst()).orElseThrow();
            TcpSegment heard = TcpSegment.read(first).orElseThrow();
            List<byte[]> all = new ArrayList<>();
            all.add(new TcpSegment(heard.ports(), heard.sequence() + 1, 0, TcpSegment.RST,
                    java.nio.ByteBuffer.allocate(0)).packet(FarEnd.BACK));
            all.addAll(segments);
            return all;
        };

        assertThat(climb().ending()).isEqualTo(new Ending.Passed());
    }

    private static void assertFailed(Climb.Told told, int passed, FailureCode code, String seen) {
        assertThat(told.ending()).isEqualTo(new Ending.Failed(code, seen));
        assertThat(told.passed()).hasSize(passed);
        assertThat(told.took()).isLessThanOrEqualTo(Climb.BUDGET);
    }
}
