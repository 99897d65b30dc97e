package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands, and what becomes of a command line that is wrong or a command that breaks: one
/// line that says so, never a stack trace.
public final class CommandTree {

    @Command(name = "picket", mixinStandardHelpOptions = true, //
            version = "picket 0.1.0", description = {
                    "Synthetic monitoring that finds the upstream provider at fault."}, footer = {
                            "Exit codes: 0 good, 1 bad, 2 usage, 3 could not tell.",
                            "Start with: picket demo"})
    private static final class Root {}

    private CommandTree() {}

    /// Runs the command that `args` name and gives its exit code.
    public static int run(Terminal terminal, String... args) {
        CommandLine tree = of(terminal);
        if (args.length == 0) {
            terminal.aside(usage(tree));
            return ExitCode.USAGE;
        }
        return tree.execute(args);
    }

    static CommandLine of(Terminal terminal) {
        CommandLine tree = new CommandLine(new Root());
        Commands.all(terminal).forEach(tree::addSubcommand);
        everywhere(tree, terminal);
        return tree;
    }

    private static void everywhere(CommandLine tree, Terminal terminal) {
        tree.setOut(new PrintWriter(new LineWriter(terminal::line), true));
        tree.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        tree.setUsageHelpAutoWidth(false);
        tree.setParameterExceptionHandler((wrong, _) -> {
            terminal.aside("picket: " + text(wrong));
            return ExitCode.USAGE;
        });
        tree.setExecutionExceptionHandler((broken, _, _) -> {
            terminal.aside("picket: " + text(broken));
            return ExitCode.COULD_NOT_TELL;
        });
    }

    private static String usage(CommandLine tree) {
        StringWriter text = new StringWriter();
        tree.usage(new PrintWriter(text), Ansi.OFF);
        return text.toString().stripTrailing();
    }

    private static String text(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String nearest = "";
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            nearest = suggestions.isEmpty() ? "" : "; did you mean " + suggestions.getFirst() + "?";
        }
        String message = Objects.requireNonNullElse(wrong.getMessage(), "wrong command line")
                .lines().findFirst().orElse("wrong command line");
        message = message.replaceFirst(" is not an? (int|long)$", " is no whole number")
                .replaceFirst(" is not a double$", " is no number");
        String bare = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1) + nearest
                + " (`" + command + " --help` shows what it takes)";
    }

    private static String text(Exception broken) {
        String cause = Objects.requireNonNullElse(broken.getMessage(), "no more is known");
        return "stopped by a fault of its own, nothing is known of the targets: "
                + cause.lines().findFirst().orElse(cause) + " ("
                + broken.getClass().getSimpleName() + "); please report it";
    }
}
