package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.platform.time.SystemClock;
import dev.picket.simulation.scorecard.Effort;
import dev.picket.simulation.scorecard.Scorecard;
import dev.picket.simulation.scorecard.ScorecardJson;
import dev.picket.simulation.scorecard.ScorecardPage;
import dev.picket.simulation.scorecard.ScorecardText;
import dev.picket.simulation.scorecard.campaign.DetectorMark;
import dev.picket.simulation.scorecard.campaign.Stretch;
import dev.picket.simulation.scorecard.campaign.StretchFile;
import dev.picket.simulation.scorecard.campaign.StretchFile.Reading;
import dev.picket.simulation.scorecard.campaign.Stretches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `scorecard`: how good the detector is, over seeded faults and seeded quiet.
@Command(name = "scorecard", mixinStandardHelpOptions = true, //
        description = "Measures the detector over seeded faults, beside the usual alternatives.")
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class ScorecardCommand implements Callable<Integer> {

    private static final double DAYS_PER_YEAR = 365.25;

    private final Terminal terminal;

    @ArgGroup(exclusive = true)
    private EffortOption effort = new EffortOption();

    @Option(names = "--seed", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--only", paramLabel = "SECTION", split = ",", //
            description = "Some sections: delays, culprits, stories, quiet, promise, "
                    + "series, alternatives, cost.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--years", paramLabel = "N", //
            description = "Years of quiet background for the false pages.")
    private double years;

    @Option(names = "--days", paramLabel = "N", description = "The same in days.")
    private double days;

    @Option(names = "--resume", paramLabel = "FILE", //
            description = "Reads what quiet and promise counted before from this file, goes on "
                    + "where they were, and adds to it, line by line. Files of different seeds "
                    + "may be joined.")
    private Optional<Path> resume = Optional.empty();

    @Option(names = "--parallel", paramLabel = "N", description = "Threads; default: all cores.")
    private int parallel = Runtime.getRuntime().availableProcessors();

    @Option(names = "--html", paramLabel = "FILE", //
            description = "Where the page with the plots goes; default: ${DEFAULT-VALUE}.")
    private Path page = Path.of("scorecard.html");

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /// How long it may take.
    static final class EffortOption {
        @Option(names = "--quick", description = "Wide intervals; the promise "
                + "takes longer than all other sections.")
        private boolean quick;

        @Option(names = "--thorough", description = "Hours, narrow intervals.")
        private boolean thorough;

        Effort effort() {
            return quick ? Effort.QUICK : thorough ? Effort.THOROUGH : Effort.USUAL;
        }
    }

    ScorecardCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<String> known = Scorecard.sectionNames();
        for (String section : only) {
            if (!known.contains(section)) {
                terminal.aside("picket: there is no section " + section + "; there are "
                        + String.join(", ", known));
                return ExitCode.USAGE;
            }
        }
        if (parallel < 1 || years < 0 || days < 0) {
            terminal.aside(
                    "picket: --parallel must be 1 or more, --years and --days 0 or more");
            return ExitCode.USAGE;
        }
        if (resume.isEmpty()) {
            return measure(Stretches.none());
        }
        return switch (StretchFile.read(resume.get())) {
            case Reading.Bad(String problem) -> {
                terminal.aside("picket: " + problem);
                yield ExitCode.USAGE;
            }
            case Reading.Good(StretchFile file, List<Stretch> earlier) -> {
                Stretches stretches = new Stretches(earlier, file::append, DetectorMark.of());
                if (stretches.ofOthers() > 0) {
                    terminal.aside("picket: " + stretches.ofOthers() + " lines of "
                            + resume.get() + " are of another detector and count nothing");
                }
                yield measure(stretches);
            }
        };
    }

    private int measure(Stretches stretches) {
        Effort chosen = effort.effort();
        double quietDays = years * DAYS_PER_YEAR + days;
        Scorecard card = Scorecard.measure(
                quietDays > 0 ? chosen.withQuietDays(quietDays) : chosen, seed,
                new TreeSet<>(only), parallel, stretches,
                () -> SystemClock.system().monotonic().nanos(), terminal::progress);
        if (json) {
            terminal.line(ScorecardJson.of(card).toString());
        } else {
            ScorecardText.lines(card).forEach(terminal::line);
        }
        try {
            Files.writeString(page, ScorecardPage.of(card));
        } catch (IOException e) {
            terminal.aside("picket: cannot write " + page + ": " + e.getMessage());
            return ExitCode.COULD_NOT_TELL;
        }
        terminal.progress("the plots are in " + page);
        return ExitCode.GOOD;
    }
}
