package dev.picket.app;

import dev.picket.app.command.CommandTree;
import dev.picket.app.terminal.Terminal;

/// The process: a command line in, an exit code out.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(CommandTree.run(Terminal.system(), args));
    }
}
