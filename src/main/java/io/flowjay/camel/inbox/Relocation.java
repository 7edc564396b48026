package io.flowjay.camel.inbox;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Moves captures out of the inbox so that at every moment a whole one is at one place or the other. */
final class Relocation {
    private Relocation() {}

    /**
     * Moves a file, which may be on another file system than its target. The target's directory is made.
     *
     * @throws IOException when that fails; the file is where it was
     */
    static void move(Path file, Path target) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            copy(file, target);
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
        try {
            Files.copy(
                    file,
                    partial,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    LinkOption.NOFOLLOW_LINKS);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        Files.delete(file);
    }
}
