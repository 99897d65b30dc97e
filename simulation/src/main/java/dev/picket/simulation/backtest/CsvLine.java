package dev.picket.simulation.backtest;

import java.util.ArrayList;
import java.util.List;

/// The fields of one line of CSV (RFC 4180, without line breaks inside quotes), each with the
/// column it begins at, from 1.
record CsvLine(List<String> fields, List<Integer> columns) {

    /// Fields of one line; more are not recorded data.
    private static final int FIELDS_MAX = 256;

    static CsvLine parse(String line) {
        List<String> fields = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        int at = 0;
        while (at <= line.length() && fields.size() < FIELDS_MAX) {
            columns.add(at + 1);
            StringBuilder field = new StringBuilder();
            at = field(line, at, field);
            fields.add(field.toString().strip());
            at++;
        }
        return new CsvLine(fields, columns);
    }

    /// Reads the field at `start` into `field`; returns where its comma, or the line's end, is.
    private static int field(String line, int start, StringBuilder field) {
        boolean quoted = false;
        int at = start;
        while (at < line.length() && (quoted || line.charAt(at) != ',')) {
            char c = line.charAt(at);
            boolean doubled = quoted && c == '"' && at + 1 < line.length()
                    && line.charAt(at + 1) == '"';
            if (doubled) {
                field.append('"');
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else {
                field.append(c);
            }
            at++;
        }
        return at;
    }
}
