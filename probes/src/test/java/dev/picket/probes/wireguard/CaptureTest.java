package dev.picket.probes.wireguard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A handshake of ours as an independent reader, tshark, sees it when given the keys.
@RequiresPeer(Peer.TSHARK)
final class CaptureTest {

    private static final int LINKTYPE_RAW = 101;
    private static final int VANTAGE_PORT = 40_000;
    private static final int GATEWAY_PORT = 51_820;
    private static final Instant WALL = Instant.parse("2026-06-11T08:00:00.5Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void tsharkDecryptsBothHandshakeMessagesUnderThePresharedKey() throws Exception {
        Couple couple = new Couple();
        PrivateKey ephemeral = PrivateKey.generate(couple.entropy);
        writeKeyLog(couple, base64(ephemeral.raw()));
        Initiation initiation = Initiation.create(couple.initiatorKeys(couple.psk),
                new Initiation.Fresh(88, ephemeral, Tai64n.of(WALL), Optional.empty()));
        byte[] response = Bytes.copyOf(couple.gateway.answer(couple.now, WALL, Couple.FROM,
                ByteBuffer.wrap(initiation.message())).orElseThrow());
        byte[] keepalive = initiation.accept(response).orElseThrow().keepalive(0);
        writeCapture(List.of(
                packet(VANTAGE_PORT, GATEWAY_PORT, initiation.message()),
                packet(GATEWAY_PORT, VANTAGE_PORT, response),
                packet(VANTAGE_PORT, GATEWAY_PORT, keepalive)));

        List<String> lines = tshark();

        assertThat(lines).hasSize(3);
        // tshark marks a whole handshake at its second message; of the first it shows the decrypted
        // timestamp, without the ten seconds between TAI and the epoch that the label contains.
        assertThat(lines.get(0)).startsWith("1\t\tJun 11, 2026 08:00:10.486539264 UTC\t");
        assertThat(lines.get(1)).startsWith("2\t1\t");
        assertThat(lines.get(2)).startsWith("4\t").contains("Keepalive");
    }

    private void writeKeyLog(Couple couple, String ephemeral) throws IOException {
        Files.write(folder.resolve("keys"), List.of(
                "LOCAL_STATIC_PRIVATE_KEY=" + base64(couple.vantageKey.raw()),
                "REMOTE_STATIC_PUBLIC_KEY=" + couple.gateway.publicKey(),
                "LOCAL_EPHEMERAL_PRIVATE_KEY=" + ephemeral,
                "PRESHARED_KEY=" + base64(couple.psk.raw())), UTF_8);
    }

    /// IPv4 and UDP around a payload; neither checksum is needed to be read.
    private static byte[] packet(int fromPort, int toPort, byte[] payload) {
        ByteBuffer buffer = ByteBuffer.allocate(28 + payload.length);
        buffer.put((byte) 0x45).put((byte) 0).putShort((short) buffer.capacity()).putInt(0)
                .put((byte) 64).put((byte) 17).putShort((short) 0).putInt(address(fromPort))
                .putInt(address(toPort));
        buffer.putShort((short) fromPort).putShort((short) toPort)
                .putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
        return buffer.array();
    }

    /// Each side has its own address, by which a reader tells the directions apart.
    private static int address(int port) {
        return port == GATEWAY_PORT ? 0x0a000002 : 0x0a000001;
    }

    private void writeCapture(List<byte[]> packets) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("capture.pcap"))) {
            ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0)
                    .putInt(65_535).putInt(LINKTYPE_RAW);
            out.write(header.array());
            for (byte[] packet : packets) {
                ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
                record.putInt((int) WALL.getEpochSecond()).putInt(0).putInt(packet.length)
                        .putInt(packet.length);
                out.write(record.array());
                out.write(packet);
            }
        }
    }

    private List<String> tshark() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("tshark", "-r",
                folder.resolve("capture.pcap").toString(), "-o",
                "wg.keylog_file:" + folder.resolve("keys"), "-T", "fields", "-e", "wg.type", "-e",
                "wg.handshake_ok", "-e", "wg.timestamp.value", "-e", "_ws.col.Info")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(folder.resolve("out").toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(folder.resolve("out"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
