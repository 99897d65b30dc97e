package dev.picket.probes.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.dns.DnsResponseCode;
import org.junit.jupiter.api.Test;

class RcodeTest {

    @Test
    void aCodeIsItsNameWithoutTheNumber() {
        assertThat(Rcode.text(DnsResponseCode.NOERROR)).isEqualTo("NoError");
        assertThat(Rcode.text(DnsResponseCode.valueOf(3))).isEqualTo("NXDomain");
        assertThat(Rcode.text(DnsResponseCode.valueOf(5))).isEqualTo("Refused");
    }

    @Test
    void oneThatHasNoNameIsUnknown() {
        assertThat(Rcode.text(DnsResponseCode.valueOf(3000))).isEqualTo("UNKNOWN");
    }
}
