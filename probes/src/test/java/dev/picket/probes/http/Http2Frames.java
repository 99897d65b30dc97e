package dev.picket.probes.http;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/// The few frames of HTTP/2 (RFC 9113 §4.1, §6) a test's server needs, by hand.
final class Http2Frames {

    static final int REFUSED_STREAM = 7;
    static final int ENHANCE_YOUR_CALM = 11;
    private static final int PREFACE_BYTES = 24;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    /// END_STREAM and END_HEADERS.
    private static final int WHOLE = 5;
    /// HPACK's static entry 8: `:status: 200` (RFC 7541 appendix A).
    private static final int STATUS_200 = 0x88;

    private Http2Frames() {}

    /// Sends settings and reads up to the request; the number of its stream.
    static int answerSettings(Socket socket) throws IOException {
        frame(socket, SETTINGS, 0, 0);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.readNBytes(PREFACE_BYTES);
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            in.readUnsignedByte();
            int stream = in.readInt();
            in.readNBytes(length);
            if (type == HEADERS) {
                return stream;
            }
        }
    }

    static void ok(Socket socket, int stream) throws IOException {
        frame(socket, HEADERS, WHOLE, stream, STATUS_200);
    }

    static void goAway(Socket socket, int code) throws IOException {
        frame(socket, GOAWAY, 0, 0, 0, 0, 0, 0, 0, 0, 0, code);
    }

    static void reset(Socket socket, int stream, int code) throws IOException {
        frame(socket, RST_STREAM, 0, stream, 0, 0, 0, code);
    }

    private static void frame(Socket socket, int type, int flags, int stream, int... payload)
            throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeByte(0);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        for (int octet : payload) {
            out.writeByte(octet);
        }
        out.flush();
    }
}
