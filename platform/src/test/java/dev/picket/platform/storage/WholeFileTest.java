package dev.picket.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;
    private Path file;
    private Path fresh;

    @BeforeEach
    void names() {
        file = folder.resolve("learnt");
        fresh = folder.resolve("learnt.new");
    }

    @Test
    void theNewContentTakesTheOldOnesPlaceAndNothingElseIsLeft() throws IOException {
        WholeFile.replace(file, bytes("old and longer"));
        WholeFile.replace(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).containsExactly("learnt");
    }

    @Test
    void noByteOfTheOldFileIsTouched() throws IOException {
        WholeFile.replace(file, bytes("old"));

        try (InputStream reader = Files.newInputStream(file)) {
            WholeFile.replace(file, bytes("new"));

            assertThat(reader.readAllBytes()).isEqualTo(bytes("old"));
        }
    }

    @Test
    void aWriterThatEndsBeforeTheLastStepLeavesTheOldContent() throws IOException {
        WholeFile.replace(file, bytes("old"));
        Files.createDirectories(fresh.resolve("in the way"));

        assertThatThrownBy(() -> WholeFile.replace(file, bytes("new")))
                .isInstanceOf(IOException.class);

        assertThat(file).hasContent("old");
    }

    @Test
    void whatAKilledWriterLeftIsNoHindrance() throws IOException {
        WholeFile.replaceForOwner(file, bytes("old"));
        Files.writeString(fresh, "half of something longer");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(file).hasContent("old");
        WholeFile.replaceForOwner(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void theOwnersFileIsForNobodyElse() throws IOException {
        WholeFile.replaceForOwner(file, bytes("secret"));

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void anyOtherIsAsNewFilesAre() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));

        WholeFile.replace(file, bytes("open"));

        assertThat(permissions(file)).isEqualTo(permissions(other));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
