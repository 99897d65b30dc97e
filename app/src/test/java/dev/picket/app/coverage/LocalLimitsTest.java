package dev.picket.app.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LocalLimitsTest {

    @Test
    void aReceiveBufferTheKernelGrantsIsNotWorthALine() {
        assertThat(LocalLimits.receiveBuffer(212_992, 212_992)).isEmpty();
    }

    @Test
    void aReceiveBufferAboveTheLimitSaysHowToRaiseIt() {
        assertThat(LocalLimits.receiveBuffer(4_194_304, 212_992)).hasValueSatisfying(
                line -> assertThat(line).startsWith("net.core.rmem_max is 212992 B")
                        .endsWith("sysctl -w net.core.rmem_max=4194304"));
    }

    @Test
    void anEmptyRangeOfPingGroupsIsSaidToBeClosed() {
        assertThat(LocalLimits.pingGroups("1\t0")).hasValueSatisfying(
                line -> assertThat(line).contains("`1 0`: ping sockets are closed"));
    }

    @Test
    void anOpenRangeOfPingGroupsIsNotWorthALine() {
        assertThat(LocalLimits.pingGroups("0\t2147483647")).isEmpty();
    }
}
