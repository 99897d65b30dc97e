package dev.picket.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of reason codes says of every code what the code says of itself, and of no other.
class CodesPageTest {

    @Test
    void everyCodeHasItsRow() throws IOException {
        Path page = Path.of("docs", "codes.md");
        Path root = Files.exists(page) ? Path.of("") : Path.of("..");
        List<String> rows = Files.readAllLines(root.resolve(page)).stream()
                .filter(line -> line.startsWith("| `") && !line.contains("CERT_EXPIRES_SOON"))
                .toList();

        Stream<String> failures = Stream.of(FailureCode.values())
                .map(code -> "| `" + code + "` | " + code.blame().name().toLowerCase(Locale.ROOT)
                        + " | " + code.stage() + " | " + code.likelyCause() + " | "
                        + code.nextStep() + " |");
        Stream<String> faults = Stream.of(LocalFaultCode.values()).map(code -> "| `" + code
                + "` | " + code.meaning() + " | " + code.nextStep() + " |");
        assertThat(rows).containsExactlyElementsOf(Stream.concat(failures, faults).toList());
    }
}
