package dev.picket.probes.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.StageTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EchoRungTest {

    private final FarEnd farEnd = new FarEnd();
    private int echoes;

    @Test
    void allAnsweredIsGoodWithTheLastAnswer() {
        Climb.Told told = Climb.of(farEnd);

        assertThat(told.ending()).isEqualTo(new Ending.Passed());
        assertThat(told.took()).isEqualTo(Duration.ofMillis(4 * 20 + 2));
        assertThat(told.passed()).containsExactly(new StageTiming("echo", 82_000_000));
        assertThat(told.details()).containsEntry("echoesSent", "5")
                .containsEntry("echoesAnswered", "5")
                .containsEntry("tunnelRoundTripMinNanos", "2000000")
                .containsEntry("tunnelRoundTripMaxNanos", "2000000");
    }

    @Test
    void oneLostOnTheWayCostsAPauseAndIsCounted() {
        farEnd.lost = _ -> echoes++ == 2;

        Climb.Told told = Climb.of(farEnd);

        assertThat(told.ending()).isEqualTo(new Ending.Passed());
        assertThat(told.took()).isEqualTo(Duration.ofMillis(80 + 500));
        assertThat(told.details()).containsEntry("echoesSent", "5")
                .containsEntry("echoesAnswered", "4");
    }

    @Test
    void aTunnelThatComesUpLateIsFoundByARepetition() {
        farEnd.lost = _ -> echoes++ < 5;

        Climb.Told told = Climb.of(farEnd);

        assertThat(told.ending()).isEqualTo(new Ending.Passed());
        assertThat(told.details()).containsEntry("echoesSent", "7")
                .containsEntry("echoesAnswered", "2");
    }

    @Test
    void nothingAtAllIsATunnelThatCarriesNoData() {
        farEnd.lost = _ -> true;

        assertFailed(Climb.of(farEnd), FailureCode.WG_ONE_WAY, "0 of 9 echoes answered");
    }

    @Test
    void aGatewayThatRefusesAPortAndAnswersNoEchoIsSilentToEchoesAlone() {
        farEnd.echoless = true;

        assertFailed(Climb.of(farEnd), FailureCode.WG_TUNNEL_ECHO_SILENT,
                "0 of 9 echoes answered");
    }

    @Test
    void aShortBudgetStillTellsSilenceOfTheEchoFromSilenceOfTheTunnel() {
        farEnd.echoless = true;

        Climb.Told told = new Climb(FarEnd.target(), farEnd::answers)
                .run(Duration.ofMillis(300));

        assertThat(told.ending()).isInstanceOfSatisfying(Ending.Failed.class,
                failed -> assertThat(failed.code())
                        .isEqualTo(FailureCode.WG_TUNNEL_ECHO_SILENT));
        assertThat(told.took()).isLessThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void largePacketsThatVanishAreTold() {
        farEnd.lost = packet -> packet.payload().limit() > 1_000;

        assertFailed(Climb.of(farEnd), FailureCode.PATH_MTU_BLACK_HOLE,
                "4 of 9 echoes answered, none of the 5 with 1280 B");
    }

    @Test
    void anErrorOutOfTheTunnelIsWhatItSays() {
        farEnd.routeless = true;

        assertFailed(Climb.of(farEnd), FailureCode.WG_TUNNEL_UNREACHABLE,
                "0 of 9 echoes answered; no route, said fdaa:0:1:0:0:0:0:3");
    }

    @Test
    void whatIsNoAnswerToOurEchoesIsPassedOver() {
        List<byte[]> forged = new ArrayList<>();

        Climb.Told told = new Climb(FarEnd.target(), packet -> {
            Ipv6Packet asked = Ipv6Packet.read(packet).orElseThrow();
            if (asked.protocol() != Ipv6Packet.ICMP) {
                return List.of();
            }
            byte[] reply = FarEnd.reply(asked);
            byte[] broken = reply.clone();
            broken[broken.length - 1] ^= 1;
            Icmp6.Echo echo = Icmp6.Echo.request(asked).orElseThrow();
            Ipv6Packet other = Ipv6Packet.read(new Icmp6.Echo(echo.identifier() ^ 1,
                    echo.sequence(), echo.mark(), echo.bytes()).request(FarEnd.target().flow()))
                    .orElseThrow();
            Ipv6Packet later = Ipv6Packet.read(new Icmp6.Echo(echo.identifier(),
                    echo.sequence() + 20, echo.mark(), echo.bytes())
                    .request(FarEnd.target().flow())).orElseThrow();
            Ipv6Packet shorter = Ipv6Packet.read(new Icmp6.Echo(echo.identifier(),
                    echo.sequence(), echo.mark(), echo.bytes() - 8)
                    .request(FarEnd.target().flow())).orElseThrow();
            List<byte[]> answers = List.of(packet, broken, FarEnd.reply(other),
                    FarEnd.reply(later), FarEnd.reply(shorter), new byte[0], new byte[60]);
            forged.addAll(answers);
            return answers;
        }).run(Climb.BUDGET);

        assertThat(forged).hasSizeGreaterThan(60);
        assertFailed(told, FailureCode.WG_TUNNEL_ECHO_SILENT, "0 of 9 echoes answered");
    }

    private static void assertFailed(Climb.Told told, FailureCode code, String seen) {
        assertThat(told.ending()).isEqualTo(new Ending.Failed(code, seen));
        assertThat(told.passed()).isEmpty();
        assertThat(told.took()).isLessThanOrEqualTo(Duration.ofMillis(2_600));
    }
}
