package dev.picket.probes.stamp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Our packets as an independent codec, scapy's, reads and writes them.
@RequiresPeer(Peer.SCAPY)
final class ScapyTest {

    /// Reads lines `sender HEX` or `reflector HEX`, or `make`, and says what it sees or made.
    private static final String SCRIPT = """
            import sys
            from scapy.layers.inet import UDP
            from scapy.contrib.stamp import *
            def say(text):
                print(text, flush=True)
            def extensions(packet):
                return ' '.join('%d:%d:%s' % (int(t.flags), t.type, bytes(t.value).hex())
                                for t in packet.tlv_objects)
            for line in sys.stdin:
                what, *octets = line.split()
                if what == 'make':
                    tlv = STAMPTestTLV(flags='U', type=5, len=12, value=bytes([0,0,0,3]+[0]*8))
                    odd = STAMPTestTLV(flags='U', type=77, len=2, value=b'hi')
                    say(bytes(STAMPSessionSenderTestUnauthenticated(seq=70000, ssid=4242,
                        ts=0.5, err_estimate=ErrorEstimate(scale=22, multiplier=1),
                        tlv_objects=[tlv, odd])).hex())
                    continue
                payload = bytes.fromhex(octets[0])
                kind = (STAMPSessionSenderTestUnauthenticated if what == 'sender'
                        else STAMPSessionReflectorTestUnauthenticated)
                p = kind(payload, _parent=UDP(len=8 + len(payload)))
                e = p.err_estimate
                estimate = '%d/%d/%d/%d' % (e.S, e.Z, e.scale, e.multiplier)
                if what == 'sender':
                    say('%s seq=%d ssid=%d ee=%s mbz=%d tlvs=%s' % (type(p).__name__, p.seq,
                        p.ssid, estimate, p.mbz, extensions(p)))
                else:
                    say('%s seq=%d ssid=%d ee=%s sender=%d same=%s ttl=%d mbz=%d tlvs=%s' % (
                        type(p).__name__, p.seq, p.ssid, estimate, p.seq_sender,
                        p.ts == p.ts_rx, p.ttl_sender, p.mbz1 + p.mbz2, extensions(p)))
            """;
    private static final HexFormat HEX = HexFormat.of();
    private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.7", 40_001);

    @SuppressWarnings("NullAway.Init")
    private Process process;
    @SuppressWarnings("NullAway.Init")
    private PrintWriter toScapy;
    @SuppressWarnings("NullAway.Init")
    private BufferedReader fromScapy;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("/usr/bin/python3", "-c", SCRIPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        toScapy = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), US_ASCII),
                true);
        fromScapy = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    }

    @AfterEach
    void stop() throws InterruptedException {
        toScapy.close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Test
    void readsOurRequestWithDirectMeasurement() throws IOException {
        ByteBuffer request = new StampCodec(Optional.empty(), true).request(
                new StampPacket.Request(70_000, 0x83aa7e8080000000L, 0x1601, 4_242), 9);

        assertThat(ask("sender " + hex(request))).isEqualTo(
                "STAMPSessionSenderTestUnauthenticated seq=70000 ssid=4242 ee=0/0/22/1 mbz=0 "
                        + "tlvs=128:5:000000090000000000000000");
    }

    @Test
    void itsRequestIsAnsweredAndItReadsTheAnswer() throws IOException {
        ByteBuffer request = ByteBuffer.wrap(HEX.parseHex(ask("make")));
        StampReflector reflector = new StampReflector(862);
        reflector.answer(new MonotonicInstant(0), Instant.EPOCH, FROM, request);
        ByteBuffer reply = reflector.answer(new MonotonicInstant(0), Instant.EPOCH, FROM, request)
                .orElseThrow();

        assertThat(ask("reflector " + hex(reply))).isEqualTo(
                "STAMPSessionReflectorTestUnauthenticated seq=1 ssid=4242 ee=0/0/22/1 "
                        + "sender=70000 same=True ttl=255 mbz=0 "
                        + "tlvs=0:5:000000030000000200000002 128:77:6869");
        assertThat(new StampCodec(Optional.empty(), true).read(reply).orElseThrow().counter())
                .isEqualTo(1);
    }

    private String ask(String line) throws IOException {
        toScapy.println(line);
        return Optional.ofNullable(fromScapy.readLine()).orElse("(scapy ended)");
    }

    private static String hex(ByteBuffer packet) {
        byte[] octets = new byte[packet.remaining()];
        packet.duplicate().get(octets);
        return HEX.formatHex(octets);
    }
}
