package dev.picket.probes.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// A resolver over UDP that answers each question with the datagrams a test wants.
final class ScriptedResolver implements AutoCloseable {

    private static final int HEADER_BYTES = 12;
    private static final int A = 1;

    private final DatagramSocket socket;

    /// @param answers the datagrams that answer a question, given as it came
    ScriptedResolver(Function<byte[], List<byte[]>> answers) throws IOException {
        this(0, answers);
    }

    /// @param port the port to listen on; any with 0
    ScriptedResolver(int port, Function<byte[], List<byte[]>> answers) throws IOException {
        this.socket = new DatagramSocket(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        Thread.ofVirtual().start(() -> serve(answers));
    }

    private void serve(Function<byte[], List<byte[]>> answers) {
        while (!socket.isClosed()) {
            try {
                DatagramPacket asked = new DatagramPacket(new byte[512], 512);
                socket.receive(asked);
                byte[] question = Arrays.copyOf(asked.getData(), asked.getLength());
                for (byte[] answer : answers.apply(question)) {
                    socket.send(new DatagramPacket(answer, answer.length,
                            asked.getSocketAddress()));
                }
            } catch (IOException _) {
                return;
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), socket.getLocalPort());
    }

    /// The answer to `question` with response code `rcode` and these addresses (RFC 1035 §4.1).
    static byte[] answer(byte[] question, int rcode, String... addresses) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(question, 0, 2);
            out.writeShort(0x8180 | rcode);
            out.writeShort(1);
            out.writeShort(addresses.length);
            out.writeInt(0);
            out.write(question, HEADER_BYTES, question.length - HEADER_BYTES);
            for (String address : addresses) {
                out.writeShort(0xc00c);
                out.writeShort(A);
                out.writeShort(1);
                out.writeInt(60);
                out.writeShort(4);
                out.write(InetAddress.ofLiteral(address).getAddress());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /// `answer` with the truncation bit set.
    static byte[] truncated(byte[] answer) {
        byte[] changed = answer.clone();
        changed[2] |= 0x02;
        return changed;
    }

    /// `answer` under another number.
    static byte[] misnumbered(byte[] answer) {
        byte[] changed = answer.clone();
        changed[0] ^= 0x55;
        return changed;
    }

    /// `answer` to another question of the same length.
    static byte[] misnamed(byte[] answer) {
        byte[] changed = answer.clone();
        changed[HEADER_BYTES + 1] = "x".getBytes(StandardCharsets.US_ASCII)[0];
        return changed;
    }

    @Override
    public void close() {
        socket.close();
    }
}
