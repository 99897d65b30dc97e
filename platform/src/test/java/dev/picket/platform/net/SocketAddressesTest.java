package dev.picket.platform.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketAddressesTest {

    @ParameterizedTest
    @CsvSource({"10.81.2.2:862, 10.81.2.2:862", "[2001:db8::2]:862, [2001:db8:0:0:0:0:0:2]:862",
            "0.0.0.0:0, 0.0.0.0:0", "[::]:65535, [0:0:0:0:0:0:0:0]:65535"})
    void whatIsReadIsPrintedSoThatItIsReadAgain(String written, String printed) {
        InetSocketAddress address = SocketAddresses.parse(written).orElseThrow();

        assertThat(SocketAddresses.text(address)).isEqualTo(printed);
        assertThat(SocketAddresses.parse(printed)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":862", "10.81.2.2", "10.81.2.2:", "10.81.2.2:65536",
            "10.81.2.2:-1", "10.81.2.2:+1", "10.81.2.2:862x", "2001:db8::2:862", "[2001:db8::2]",
            "[2001:db8::2:862", "[]:862", "example.net:862", "10.81.2.2:862:1"})
    void anythingElseIsNoAddress(String text) {
        assertThat(SocketAddresses.parse(text)).isEmpty();
    }

    @Test
    void anAddressAloneMayHaveBrackets() {
        InetAddress six = InetAddress.ofLiteral("2001:db8::2");

        assertThat(SocketAddresses.host("[2001:db8::2]")).contains(six);
        assertThat(SocketAddresses.host("2001:db8::2")).contains(six);
        assertThat(SocketAddresses.host("example.net")).isEmpty();
    }

    @Test
    void aNameThatIsNotKnownIsPrintedAsItIs() {
        assertThat(SocketAddresses.text(InetSocketAddress.createUnresolved("fra.example", 862)))
                .isEqualTo("fra.example:862");
    }
}
