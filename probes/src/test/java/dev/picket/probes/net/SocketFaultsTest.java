package dev.picket.probes.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The errors are those that Netty and the JDK were seen to raise.
class SocketFaultsTest {

    @BeforeAll
    static void loadWhatNamesErrors() {
        Epoll.ensureAvailability();
    }

    @Test
    void noDescriptorIsOurFault() {
        assertOurs(LocalFaultCode.LOCAL_DESCRIPTORS, new ChannelException("no channel",
                new Errors.NativeIoException("newSocketStream", -24)));
        assertOurs(LocalFaultCode.LOCAL_DESCRIPTORS, new SocketException("Too many open files"));
    }

    @Test
    void aFirewallOfThisMachineIsOurFault() {
        assertOurs(LocalFaultCode.LOCAL_FIREWALL, new ConnectException(
                "connect(..) failed with error(-1): Operation not permitted"));
        assertOurs(LocalFaultCode.LOCAL_FIREWALL, new SocketException("Permission denied"));
    }

    @Test
    void noAddressToSendFromIsOurFault() {
        assertOurs(LocalFaultCode.LOCAL_SEND_ERROR,
                new Errors.NativeIoException("bind", -99));
    }

    @Test
    void unreachableAtOnceIsOurOwnRoutingTableAndLaterARoutersAnswer() {
        IOException unreachable = new NoRouteToHostException();

        assertThat(SocketFaults.ofConnect(unreachable, true)).isInstanceOfSatisfying(
                Fault.Ours.class,
                fault -> assertThat(fault.code()).isEqualTo(LocalFaultCode.LOCAL_NO_ROUTE));
        assertThat(SocketFaults.ofConnect(unreachable, false)).isInstanceOfSatisfying(
                Fault.OfTarget.class,
                fault -> assertThat(fault.code()).isEqualTo(FailureCode.CONNECT_UNREACHABLE));
    }

    @Test
    void aRefusalIsTheTargetsEvenAtOnce() {
        assertThat(SocketFaults.ofConnect(new ConnectException("Connection refused"), true))
                .isEqualTo(new Fault.OfTarget(FailureCode.CONNECT_REFUSED,
                        "the connection was refused"));
        assertThat(SocketFaults.ofDatagram(new PortUnreachableException(), false))
                .isEqualTo(new Fault.OfTarget(FailureCode.PORT_UNREACHABLE,
                        "ICMP port unreachable"));
    }

    private static void assertOurs(LocalFaultCode code, Throwable error) {
        assertThat(SocketFaults.ofConnect(error, true)).isInstanceOfSatisfying(Fault.Ours.class,
                fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
