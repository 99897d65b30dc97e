package dev.picket.simulation.backtest;

import java.io.IOException;
import java.io.InputStream;

/// The lines of a stream of bytes, one at a time in a buffer that is used again, so that a file of
/// any length needs the memory of one line. A line ends with LF or CR LF.
final class CsvLines {

    /// Bytes of one line; what is longer is no row of recorded data.
    static final int LINE_BYTES_MAX = 65_536;
    private static final int BUFFER_BYTES = 4 * LINE_BYTES_MAX;

    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private int next;
    private int from;
    private int to;
    private boolean tooLong;
    private boolean ended;
    private long number;
    private long before;

    CsvLines(InputStream stream) {
        this.stream = stream;
    }

    /// Goes to the next line; false at the end of the stream.
    boolean advance() throws IOException {
        from = next;
        tooLong = false;
        int at = from;
        while (true) {
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (at - from > LINE_BYTES_MAX) {
                tooLong = true;
                from = at;
            }
            if (at < filled || ended) {
                break;
            }
            at -= fill();
        }
        if (at == filled && at == from && !tooLong) {
            return false;
        }
        number++;
        to = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
        next = Math.min(at + 1, filled);
        return true;
    }

    /// Moves what is left of the buffer to its front and reads on; returns by how far it moved.
    private int fill() throws IOException {
        int moved = from;
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        before += moved;
        filled -= moved;
        from = 0;
        int read = stream.read(buffer, filled, BUFFER_BYTES - filled);
        ended = read < 0;
        filled += Math.max(0, read);
        return moved;
    }

    /// The bytes the line lies in, from [#from] to [#to]; good until the next [#advance].
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    /// The end of the line, exclusive; line ends do not belong to it.
    int to() {
        return to;
    }

    /// Whether the line is longer than [#LINE_BYTES_MAX]; its bytes are then only its end.
    boolean tooLong() {
        return tooLong;
    }

    /// The line's number, from 1.
    long number() {
        return number;
    }

    /// Bytes of the stream up to the end of this line.
    long bytesRead() {
        return before + next;
    }
}
