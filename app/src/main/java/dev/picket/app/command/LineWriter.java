package dev.picket.app.command;

import java.io.Writer;
import java.util.function.Consumer;

/// A writer that hands on whole lines.
final class LineWriter extends Writer {

    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();

    LineWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                lines.accept(begun.toString());
                begun.setLength(0);
            } else if (buffer[i] != '\r') {
                begun.append(buffer[i]);
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        if (!begun.isEmpty()) {
            lines.accept(begun.toString());
            begun.setLength(0);
        }
    }
}
