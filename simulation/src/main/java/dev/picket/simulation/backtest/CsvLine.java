package dev.picket.simulation.backtest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The fields of one line of CSV (RFC 4180, without line breaks inside quotes), as places in its
/// bytes; used again for every line.
final class CsvLine {

    /// Fields of one line; more are not recorded data.
    private static final int FIELDS_MAX = 256;

    private final int[] starts = new int[FIELDS_MAX];
    private final int[] ends = new int[FIELDS_MAX];
    private byte[] bytes = {};
    private int lineStart;
    private int count;

    /// Splits the bytes from `from` to `to`, exclusive.
    void split(byte[] line, int from, int to) {
        bytes = line;
        lineStart = from;
        count = 0;
        int at = from;
        while (at <= to && count < FIELDS_MAX) {
            starts[count] = at;
            at = end(at, to);
            ends[count] = at;
            trim(count++);
            at++;
        }
    }

    private int end(int start, int to) {
        boolean quoted = false;
        int at = start;
        while (at < to && (quoted || bytes[at] != ',')) {
            quoted ^= bytes[at] == '"';
            at++;
        }
        return at;
    }

    private void trim(int field) {
        while (starts[field] < ends[field] && bytes[starts[field]] <= ' '
                && bytes[starts[field]] >= 0) {
            starts[field]++;
        }
        while (starts[field] < ends[field] && bytes[ends[field] - 1] <= ' '
                && bytes[ends[field] - 1] >= 0) {
            ends[field]--;
        }
        unquote(field);
    }

    /// Takes off the quotes around a field, also around a number, where none stand inside it.
    private void unquote(int field) {
        int last = ends[field] - 1;
        if (last <= starts[field] || bytes[starts[field]] != '"' || bytes[last] != '"') {
            return;
        }
        for (int at = starts[field] + 1; at < last; at++) {
            if (bytes[at] == '"') {
                return;
            }
        }
        starts[field]++;
        ends[field] = last;
    }

    int count() {
        return count;
    }

    /// The bytes of a field lie in [#bytes] from its start to its end, exclusive, without the
    /// quotes around it unless quotes stand inside it too.
    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    byte[] bytes() {
        return bytes;
    }

    /// The text of a field, without its quotes; bytes that are no UTF-8 become U+FFFD.
    String text(int field) {
        int start = starts[field];
        int end = ends[field];
        boolean quoted = end - start >= 2 && bytes[start] == '"' && bytes[end - 1] == '"';
        return quoted
                ? new String(bytes, start + 1, end - start - 2, StandardCharsets.UTF_8)
                        .replace("\"\"", "\"")
                : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /// The column a field begins at, in characters from 1.
    int column(int field) {
        return 1 + new String(bytes, lineStart, starts[field] - lineStart,
                StandardCharsets.UTF_8).length();
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int field = 0; field < count; field++) {
            texts.add(text(field));
        }
        return texts;
    }
}
