package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureFileState;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Moves captures out of the inbox so that at every moment a whole one is at one place or the other. A file that has taken the name of the one
 * that was processed stays.
 */
final class Relocation {
    private Relocation() {}

    /**
     * Moves a file, which may be on another file system than its target. The target's directory is made; the one that holds it is not.
     *
     * @param state the file as it was processed; it may have been written to since
     * @return false if another file has its name, which stays there
     * @throws NoSuchFileException when it is gone
     * @throws IOException when that fails; the file is where it was
     */
    static boolean move(Path file, CaptureFileState state, Path target) throws IOException {
        if (!CaptureFileState.ofAny(file).isSameFileIfWrittenTo(state)) {
            return false;
        }
        makeDirectory(target.toAbsolutePath().getParent());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        try {
            return rename(file, state, target);
        } catch (AtomicMoveNotSupportedException e) {
            return copy(file, state, target);
        }
    }

    /**
     * Deletes a file.
     *
     * @param state the file as it was processed
     * @return false if another file has its name, which stays there
     * @throws NoSuchFileException when it is gone
     */
    static boolean delete(Path file, CaptureFileState state) throws IOException {
        if (!CaptureFileState.ofAny(file).isSameFileIfWrittenTo(state)) {
            return false;
        }
        // Nothing else takes that name, so that what is deleted is what was looked at.
        Path leaving = CaptureNote.leaving(file);
        makeDirectory(leaving.getParent());
        if (!rename(file, state, leaving)) {
            return false;
        }
        Files.delete(leaving);
        return true;
    }

    /** Makes a directory in one that exists: an inbox that somebody has removed is not made again. */
    static void makeDirectory(@Nullable Path directory) throws IOException {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /** The hidden name of a file while it is written: short and the same at each try, so that another try replaces what a crash left. */
    static Path partial(Path target) {
        return target.resolveSibling("." + CaptureNote.hash(String.valueOf(target.getFileName())) + ".partial");
    }

    /** Between the look at a file and its move another one may take its name: that is seen afterwards, and it goes back. */
    private static boolean rename(Path file, CaptureFileState state, Path target) throws IOException {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        if (CaptureFileState.ofAny(target).isSameFileIfWrittenTo(state)) {
            return true;
        }
        Files.move(target, file);
        return false;
    }

    private static boolean copy(Path file, CaptureFileState state, Path target) throws IOException {
        Path partial = partial(target);
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
        if (delete(file, state)) {
            return true;
        }
        Files.delete(target);
        return false;
    }
}
