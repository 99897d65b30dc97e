package dev.picket.app.command;

/// What a command's exit code says.
public final class ExitCode {

    public static final int GOOD = 0;
    /// The target, or what was watched, is bad.
    public static final int BAD = 1;
    /// The command line or the configuration is wrong; nothing was started.
    public static final int USAGE = 2;
    /// A fault of this machine or process: no verdict.
    public static final int COULD_NOT_TELL = 3;

    private ExitCode() {}
}
