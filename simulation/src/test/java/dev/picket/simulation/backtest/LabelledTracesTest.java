package dev.picket.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `backtest` over recorded traces with shifts labelled by hand, which are no part of the project:
/// a folder of files `time,value,label` (label 1 where a shift begins), given by the property
/// `picket.traces`.
class LabelledTracesTest {

    private static final String FOLDER = "picket.traces";

    /// One file's labels and what was found, as sample numbers.
    private record Trace(String name, ShiftScore score) {}

    @Test
    void labelledShiftsAreFoundAtDefaultSettings() throws IOException {
        String folder = System.getProperty(FOLDER, "");
        assumeTrue(!folder.isEmpty(), "no folder of labelled traces: -D" + FOLDER + "=FOLDER");
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(folder))) {
            files = listed.filter(it -> it.toString().endsWith(".csv")).sorted().toList();
        }
        ShiftScore all = ShiftScore.none();
        double f1Sum = 0;
        for (Path file : files) {
            Trace trace = run(file);
            System.out.printf(Locale.ROOT, "%s: labelled %d, reported %d, met %d, F1 %.2f%n",
                    trace.name(), trace.score().labelled(), trace.score().reported(),
                    trace.score().met(), trace.score().f1());
            all = all.plus(trace.score());
            f1Sum += trace.score().f1();
        }
        System.out.printf(Locale.ROOT, "all: F1 %.3f, precision %.3f, recall %.3f, mean F1 of a"
                + " trace %.3f, mean delay %.1f samples%n", all.f1(), all.precision(),
                all.recall(), f1Sum / files.size(), all.delay());

        assertThat(all.f1()).isGreaterThanOrEqualTo(0.55);
        assertThat(all.precision()).isGreaterThanOrEqualTo(0.70);
    }

    private static Trace run(Path file) throws IOException {
        List<Instant> times = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            if (fields[2].equals("1")) {
                labels.add(times.size());
            }
            times.add(Instant.parse(fields[0]));
        }
        List<Integer> onsets = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        BacktestSummary summary = Backtest.run(file, false, change -> {
            onsets.add(times.indexOf(change.onset()));
            found.add(times.indexOf(change.detectedAt()));
        });
        assertThat(summary.stopped()).isEmpty();
        return new Trace(file.getFileName().toString(), ShiftScore.of(labels, onsets, found));
    }
}
