package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedAddressTest {

    @Test
    void aNameIsTheFirstAddressThisMachineKnowsItBy() {
        assertThat(NamedAddress.host("localhost").isLoopbackAddress()).isTrue();
        assertThat(NamedAddress.withPort("localhost:862"))
                .isEqualTo(new InetSocketAddress(NamedAddress.host("localhost"), 862));
    }

    @Test
    void aNumericAddressIsItself() {
        InetAddress six = InetAddress.ofLiteral("2001:db8::2");

        assertThat(NamedAddress.host("2001:db8::2")).isEqualTo(six);
        assertThat(NamedAddress.withPort("[2001:db8::2]:862"))
                .isEqualTo(new InetSocketAddress(six, 862));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:", "localhost:99999", "localhost:-1", ":862",
            "2001:db8::2:862", "[zz]:862", ""})
    void whatHasNoPortOrNoAddressSaysWhatIsExpected(String text) {
        assertThatThrownBy(() -> NamedAddress.withPort(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is no address with port such as ")
                .hasMessageEndingWith("; a target's name needs -c FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[zz]", ""})
    void whatIsNoAddressSaysWhatIsExpected(String text) {
        assertThatThrownBy(() -> NamedAddress.host(text))
                .hasMessageContaining("no name that this machine's resolver knows");
    }
}
