package dev.picket.probes.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.probes.wireguard.PublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimestampFileTest {

    private static final Instant SENT = Instant.parse("2026-06-11T08:00:00Z");
    private static final PublicKey KEY = PublicKey.of(new byte[32]);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aNewFileHasNoPast() throws IOException {
        assertThat(TimestampFile.open(folder.resolve("none")).keeper(KEY).greatest())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void aKeeperContinuesAfterAllThatCanHaveBeenSentBeforeTheRestart() throws IOException {
        Path file = folder.resolve("timestamps");
        Files.write(file, List.of(KEY + " " + SENT, "rubbish", KEY + "x not a time"));
        TimestampFile opened = TimestampFile.open(file);
        assertThat(opened.keeper(KEY).greatest())
                .isEqualTo(SENT.plus(TimestampFile.SAVE_EVERY.multipliedBy(2)));
        assertThat(opened.keeper(KEY)).isSameAs(opened.keeper(KEY));
    }

    @Test
    void savingKeepsKeysThatNobodyAskedForAndLetsOnlyTheOwnerRead() throws IOException {
        Path file = folder.resolve("timestamps");
        PublicKey other = PublicKey.of("0123456789abcdef0123456789abcdef".getBytes(
                StandardCharsets.US_ASCII));
        Files.write(file, List.of(KEY + " " + SENT, other + " " + SENT));
        TimestampFile opened = TimestampFile.open(file);
        Instant greatest = opened.keeper(KEY).greatest();
        opened.save();
        opened.save();
        assertThat(Files.readAllLines(file)).containsExactlyInAnyOrder(KEY + " " + greatest,
                other + " " + SENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file))
                .isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }
}
