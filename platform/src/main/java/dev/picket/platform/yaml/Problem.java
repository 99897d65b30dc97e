package dev.picket.platform.yaml;

/// One thing wrong in a file that a person wrote: where (line and column from 1), what, and what
/// was expected there.
public record Problem(String file, int line, int column, String message) {
    /// Such as `picket.yaml:7:3: unknown key \`tragets\`, did you mean \`targets\`?`.
    public String text() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
