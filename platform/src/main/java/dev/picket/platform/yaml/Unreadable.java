package dev.picket.platform.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Why a file could not be read as text, in words for people.
public final class Unreadable {

    private Unreadable() {}

    /// Such as `there is no such file`, from what reading `file` threw.
    public static String why(Path file, IOException thrown) {
        if (Files.isDirectory(file)) {
            return "this is a folder; expected a file";
        }
        return switch (thrown) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "this user may not read the file";
            case CharacterCodingException _ -> "the file is not UTF-8 text";
            default -> "the file cannot be read";
        };
    }
}
