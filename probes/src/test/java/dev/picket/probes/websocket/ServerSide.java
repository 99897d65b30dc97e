package dev.picket.probes.websocket;

import dev.picket.probes.net.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/// The gateway's end of a WebSocket, written after RFC 6455 for tests and on plain sockets, so that
/// no code is shared with the end under test.
final class ServerSide {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int HEAD_BYTES_MAX = 8_192;

    private final DataInputStream in;
    private final OutputStream out;
    private final Queue<Byte> stream = new ArrayDeque<>();

    /// A frame as it came, unmasked.
    record Frame(int opcode, boolean masked, ByteBuffer bytes) {

        byte[] payload() {
            byte[] payload = new byte[bytes.capacity()];
            bytes.get(0, payload);
            return payload;
        }
    }

    ServerSide(Socket socket) throws IOException {
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /// A port on the loopback whose certificate is for `host`.
    static ServerSocket listening(TestAuthority authority, String host) throws IOException {
        return authority.server(host, Duration.ofDays(90)).getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    /// Reads the request and answers it with 101; its headers, and its first line as `line`.
    Map<String, String> upgrade() throws IOException {
        Map<String, String> head = head();
        say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(head.getOrDefault("sec-websocket-key", ""))
                + "\r\n\r\n");
        return head;
    }

    Map<String, String> head() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")
                && bytes.size() < HEAD_BYTES_MAX) {
            bytes.write(in.readUnsignedByte());
        }
        Map<String, String> head = new TreeMap<>();
        for (String line : bytes.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
            int colon = line.indexOf(": ");
            if (head.isEmpty()) {
                head.put("line", line);
            } else if (colon > 0) {
                head.put(line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 2));
            }
        }
        return head;
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                    .digest((key + SALT).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void say(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    Frame frame() throws IOException {
        int opcode = in.readUnsignedByte() & 15;
        int second = in.readUnsignedByte();
        int length = second & 127;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        boolean masked = second > 127;
        byte[] mask = in.readNBytes(masked ? 4 : 0);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; masked && i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new Frame(opcode, masked, ByteBuffer.wrap(payload));
    }

    /// The next packet of the stream, past those without octets; the magic is checked before the
    /// first.
    byte[] packet() throws IOException {
        while (true) {
            int length = number();
            if (length > 0) {
                byte[] packet = new byte[length];
                for (int i = 0; i < length; i++) {
                    packet[i] = octet();
                }
                return packet;
            }
        }
    }

    int number() throws IOException {
        int number = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            number = (number << 8) | (octet() & 255);
        }
        return number;
    }

    private byte octet() throws IOException {
        while (stream.isEmpty()) {
            Frame frame = frame();
            if (frame.opcode() == CLOSE) {
                throw new IOException("closed by the other end");
            }
            if (frame.opcode() == TEXT) {
                for (byte each : frame.payload()) {
                    stream.add(each);
                }
            }
        }
        return stream.remove();
    }

    synchronized void send(int opcode, byte... payload) throws IOException {
        out.write(0x80 | opcode);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.write(payload);
        out.flush();
    }

    /// A packet as gateways send it: its length in one frame, its octets in another.
    synchronized void sendPacket(byte[] packet) throws IOException {
        send(TEXT, length(packet.length));
        send(TEXT, packet);
    }

    static byte[] length(int octets) {
        return new byte[]{(byte) (octets >> 24), (byte) (octets >> 16), (byte) (octets >> 8),
                (byte) octets};
    }
}
