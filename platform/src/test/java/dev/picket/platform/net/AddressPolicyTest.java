package dev.picket.platform.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1",
            "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1",
            "198.19.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255", "::", "::1",
            "::ffff:127.0.0.1", "::ffff:a00:1", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::1",
            "2001:0:1::1", "fd00:ec2::254", "fdaa::3", "fe80::1", "fec0::1", "ff02::1"})
    void deniesWhatIsNotPublic(String address) {
        assertThat(AddressPolicy.PUBLIC_ONLY.denial(InetAddress.ofLiteral(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
            "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
            "198.17.255.255", "223.255.255.255", "2606:4700::1111", "2001:4860::8888", "fbff::1"})
    void probesWhatIsPublic(String address) {
        assertThat(AddressPolicy.PUBLIC_ONLY.denial(InetAddress.ofLiteral(address))).isEmpty();
    }

    @Test
    void aV4MappedAddressIsJudgedAsTheAddressItHolds() throws UnknownHostException {
        byte[] octets = new byte[16];
        IntStream.of(10, 11).forEach(at -> octets[at] = (byte) 0xff);
        octets[12] = 10;

        assertThat(AddressPolicy.PUBLIC_ONLY.denial(InetAddress.getByAddress(octets)))
                .contains("10.0.0.0 is private");
    }

    @Test
    void allowsThatVeryRangeAndNoMore() {
        AddressPolicy policy = new AddressPolicy(
                List.of(AddressPrefix.parse("10.81.0.0/16").orElseThrow()));

        assertThat(policy.denial(InetAddress.ofLiteral("10.81.255.255"))).isEmpty();
        assertThat(policy.denial(InetAddress.ofLiteral("10.82.0.0")))
                .contains("10.82.0.0 is private");
    }
}
