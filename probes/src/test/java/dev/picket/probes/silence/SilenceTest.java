package dev.picket.probes.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.picket.probes.silence.Explanation.Told;
import dev.picket.probes.silence.Explanation.Untold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SilenceTest {

    private static final List<Sign> SIGNS = List.of(Sign.values());
    private static final int CASES = 5_000;

    @ParameterizedTest
    @CsvSource({
            "'UDP_PORT SILENT COOKIES GOOD BY_WEBSOCKET GOOD ICMP_ECHO GOOD', PORT_FILTERED",
            "'UDP_PORT SILENT COOKIES GOOD TCP_443 SILENT ICMP_ECHO REFUSED OTHER_GATEWAY GOOD',"
                    + "HOST_DEAD",
            "'UDP_PORT REFUSED COOKIES GOOD TCP_443 REFUSED ICMP_ECHO GOOD', SERVICE_DEAD",
            "'UDP_PORT SILENT COOKIES GOOD TCP_443 REFUSED ICMP_ECHO GOOD OTHER_KEY GOOD',"
                    + "KEY_UNKNOWN",
            "'UDP_PORT SILENT COOKIES GOOD TCP_443 REFUSED ICMP_ECHO GOOD OWN_CLOCK REFUSED',"
                    + "CLOCK",
            "'UDP_PORT SILENT COOKIES PARTLY ICMP_ECHO GOOD', UNDER_LOAD",
            "'UDP_PORT SILENT COOKIES GOOD ICMP_ECHO PARTLY OTHER_GATEWAY GOOD', PATH_LOSS",
            "'UDP_PORT SILENT COOKIES GOOD TCP_443 SILENT ICMP_ECHO SILENT OTHER_GATEWAY SILENT',"
                    + "OWN_NETWORK",
            "'WEBSOCKET_PORT REFUSED BY_UDP GOOD ICMP_ECHO GOOD', SERVICE_DEAD",
            "'WEBSOCKET_PORT GOOD COOKIES GOOD BY_UDP GOOD ICMP_ECHO GOOD', SERVICE_DEAD",
            "'WEBSOCKET_PORT SILENT BY_UDP GOOD ICMP_ECHO GOOD', PORT_FILTERED"})
    void witnessesThatRevealACauseNameItAlone(String signs, Cause cause) {
        assertThat(Silence.explain(testimony(signs))).isInstanceOfSatisfying(Told.class,
                told -> {
                    assertThat(told.causes()).containsExactly(cause);
                    assertThat(told.confidence()).isBetween(Silence.CONFIDENCE_MIN, 1.0);
                    assertThat(told.tellsMore()).isEmpty();
                });
    }

    @Test
    void withNoWitnessNothingCanBeTold() {
        assertThat(Silence.explain(Testimony.NONE)).isInstanceOf(Untold.class);
        Explanation silentAlone = Silence.explain(testimony("UDP_PORT SILENT COOKIES GOOD"));
        assertThat(silentAlone).isInstanceOf(Untold.class);
        assertThat(silentAlone.cause()).isEmpty();
        assertThat(silentAlone.sentence()).startsWith("nothing can be told");
        assertThat(silentAlone.apart()).isPresent();
    }

    @Test
    void causesThatCannotBeToldApartAreNamedTogetherWithWhatWouldTell() {
        Explanation open = Silence.explain(testimony(
                "UDP_PORT SILENT COOKIES GOOD ICMP_ECHO GOOD TCP_443 REFUSED OWN_CLOCK GOOD"));

        assertThat(open).isInstanceOfSatisfying(Told.class, told -> {
            assertThat(told.causes()).containsExactlyInAnyOrder(Cause.KEY_UNKNOWN,
                    Cause.PORT_FILTERED, Cause.SERVICE_DEAD);
            assertThat(told.tellsMore()).contains(Witness.OTHER_KEY);
        });
        assertThat(open.sentence()).contains("the port is filtered on the way")
                .contains("together");
        assertThat(open.cause().orElseThrow().evidence())
                .contains("TCP 443 is refused, ICMP echo is good");
    }

    /// Host down and total loss towards it look the same from one vantage.
    @Test
    void aDeadHostAndATotalLossAreNamedTogether() {
        assertThat(Silence.explain(testimony("UDP_PORT SILENT COOKIES GOOD TCP_443 SILENT "
                + "ICMP_ECHO SILENT OTHER_GATEWAY GOOD"))).isInstanceOfSatisfying(Told.class,
                        told -> assertThat(told.causes()).containsExactly(Cause.HOST_DEAD,
                                Cause.PATH_LOSS));
    }

    @Test
    void aContradictionTellsNothing() {
        assertThat(Silence.explain(testimony("WEBSOCKET_PORT GOOD OTHER_KEY REFUSED "
                + "BY_UDP REFUSED COOKIES PARTLY"))).isInstanceOf(Untold.class);
    }

    @ParameterizedTest
    @EnumSource
    void theSignsOfAWitnessAreAllThereAreAndEachHasWords(Witness witness) {
        for (Cause cause : Cause.values()) {
            assertThat(Arrays.stream(Sign.values())
                    .mapToDouble(sign -> Likelihoods.of(witness, sign, cause)).sum())
                    .as("%s %s", witness, cause).isEqualTo(1, within(1e-9));
        }
        for (Sign sign : Sign.values()) {
            boolean possible = Arrays.stream(Cause.values())
                    .anyMatch(cause -> Likelihoods.of(witness, sign, cause) > 0);
            assertThat(!possible || !witness.words(sign).isEmpty()).as("%s", sign).isTrue();
        }
    }

    @Test
    void thePriorsAreAllThereIs() {
        assertThat(Arrays.stream(Cause.values()).mapToDouble(Cause::prior).sum()).isEqualTo(1,
                within(1e-9));
    }

    @Test
    void whateverIsSaidTheProbabilitiesSumToOneAndNoImpossibleCauseIsNamed() {
        Random random = new Random(7);
        for (int i = 0; i < CASES; i++) {
            Testimony testimony = random(random);
            double sum = Silence.posterior(testimony).values().stream()
                    .mapToDouble(Double::doubleValue).sum();
            if (Silence.explain(testimony) instanceof Told(var causes, var confidence, _)) {
                assertThat(sum).isEqualTo(1, within(1e-9));
                assertThat(confidence).isBetween(Silence.CONFIDENCE_MIN, 1.0);
                assertThat(causes).hasSizeLessThanOrEqualTo(Silence.CAUSES_MAX)
                        .allSatisfy(cause -> assertThat(testimony.signs()).allSatisfy(
                                (witness, sign) -> assertThat(
                                        Likelihoods.of(witness, sign, cause)).isPositive()));
            }
        }
    }

    /// The order in which they spoke, and who was not asked, changes nothing.
    @Test
    void onlyWhatWasSaidCounts() {
        Random random = new Random(11);
        for (int i = 0; i < CASES; i++) {
            Testimony testimony = random(random);
            List<Witness> order = new ArrayList<>(testimony.signs().keySet());
            Collections.shuffle(order, random);
            Testimony again = Testimony.NONE;
            for (Witness witness : order) {
                again = again.with(witness, testimony.of(witness).orElseThrow());
            }
            assertThat(Silence.explain(again)).isEqualTo(Silence.explain(testimony));
        }
    }

    private static Testimony random(Random random) {
        Testimony testimony = Testimony.NONE;
        for (Witness witness : Witness.values()) {
            if (random.nextBoolean()) {
                testimony = testimony.with(witness, SIGNS.get(random.nextInt(SIGNS.size())));
            }
        }
        return testimony;
    }

    private static Testimony testimony(String words) {
        TreeMap<Witness, Sign> signs = new TreeMap<>();
        String[] parts = words.split(" ", -1);
        for (int i = 0; i < parts.length; i += 2) {
            signs.put(Witness.valueOf(parts[i]), Sign.valueOf(parts[i + 1]));
        }
        return new Testimony(signs);
    }
}
