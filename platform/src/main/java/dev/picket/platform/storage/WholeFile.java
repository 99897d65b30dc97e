package dev.picket.platform.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that is the old one or the new one, whole, whenever the process or the machine stops. The
/// new one is written beside it, as `NAME.new`, and is complete on disk before it takes the old
/// one's place. For one writer at a time.
public final class WholeFile {

    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /// Puts a file of `content` in the place of `file`, with the permissions that new files have.
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, content, new FileAttribute<?>[0]);
    }

    /// The same, readable and writable by its owner only, from its first byte on.
    public static void replaceForOwner(Path file, byte[] content) throws IOException {
        replace(file, content, OWNER_ONLY);
    }

    private static void replace(Path file, byte[] content, FileAttribute<?>... mode)
            throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        // What a writer that was killed left has permissions of its own.
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, mode);
        Files.write(fresh, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        syncFolder(file);
    }

    /// Makes the new name last over a loss of power, where the file system can: where not, the old
    /// file may come back, whole.
    private static void syncFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Some file systems sync no folders.
        }
    }
}
