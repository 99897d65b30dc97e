package dev.picket.probes.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedResendsTest {

    @Test
    void findsTheNumberUnderItsName() {
        assertThat(FailedResends.parse("""
                TcpExt: SyncookiesSent TCPRetransFail TCPRcvCoalesce
                TcpExt: 3 1234 9
                IpExt: InNoRoutes TCPRetransFail
                IpExt: 7 8
                """)).isEqualTo(1_234);
    }

    @Test
    void whatIsNotThereCountsNothing() {
        assertThat(FailedResends.parse("")).isZero();
        assertThat(FailedResends.parse("TcpExt: TCPRetransFail\n")).isZero();
        assertThat(FailedResends.parse("TcpExt: A TCPRetransFail\nTcpExt: 1\n")).isZero();
        assertThat(FailedResends.parse("TcpExt: TCPRetransFail\nTcpExt: x\n")).isZero();
        assertThat(FailedResends.parse("TcpExt: A\nTcpExt: 1\n")).isZero();
    }
}
