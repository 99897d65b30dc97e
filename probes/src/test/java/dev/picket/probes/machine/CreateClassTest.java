package dev.picket.probes.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CreateClassTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "200 | {\"id\":\"1\"} | CREATED",
            "201 | {\"id\":\"1\"} | CREATED",
            "400 | no capacity for volumes | CAPACITY",
            "409 | could not reserve resource for machine: insufficient CPUs | CAPACITY",
            "412 | insufficient resources to create new machine with existing volume | CAPACITY",
            "422 | {\"status\":\"insufficient_capacity\"} | CAPACITY",
            "500 | {\"status\":\"insufficient_capacity\"} | CAPACITY",
            "403 | organization is over the allowed quota | OURS",
            "400 | invalid image | OURS",
            "401 | unauthorized | OURS",
            "404 | app not found | OURS",
            "409 | lease currently held | OURS",
            "412 | version mismatch | OURS",
            "422 | name already taken | OURS",
            "422 | machine limit reached | OURS",
            "429 | rate limit exceeded | RATE_LIMITED",
            "408 | request timed out | AMBIGUOUS",
            "500 | internal server error | SERVER_ERROR",
            "502 | bad gateway | SERVER_ERROR",
            "503 | unavailable | SERVER_ERROR"})
    void theBodyIsReadBeforeTheStatus(int status, String body, CreateClass expected) {
        assertThat(CreateClass.of(status, body)).isEqualTo(expected);
    }
}
