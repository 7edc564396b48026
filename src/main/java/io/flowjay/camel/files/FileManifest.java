package io.flowjay.camel.files;

import io.flowjay.camel.inbox.InboxLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the files of a capture appear together and once, and remembers them: {@code .flowjay/manifest/ID.json} is the note of a capture that
 * is done.
 *
 * <p>The files of a capture are first written to {@code .flowjay/partial/ID/}, under their numbers. When all of them are on the disk, a note
 * there says so; from then on the capture is written, whatever happens: the files move to their names, the files of the same capture under
 * other settings go, and the note moves into the manifest. A process that is killed in between leaves the note, and the next one goes on
 * from there. Without a note, what is in the directory is the rest of a process that was killed earlier, and goes.
 */
final class FileManifest {
    private static final Logger LOG = LoggerFactory.getLogger(FileManifest.class);
    private static final String HIDDEN = ".flowjay";
    private static final String NOTE = "note.json";

    private final Path directory;
    private final Path notes;
    private final Path partial;

    /** @param directory the directory of the files */
    FileManifest(Path directory) {
        this.directory = directory.toAbsolutePath();
        notes = this.directory.resolve(HIDDEN).resolve("manifest");
        partial = this.directory.resolve(HIDDEN).resolve("partial");
    }

    /** The directory of the files. */
    Path directory() {
        return directory;
    }

    /**
     * Takes a capture for this worker.
     *
     * @param id identifies its content, hex digits
     * @return null if another worker is at it
     * @throws IOException if the directory is missing or cannot be written to
     */
    @Nullable
    FileLock lock(String id) throws IOException {
        if (!Files.isDirectory(directory)) {
            // It is not made again: it may be the place of a disk that is not mounted.
            throw new NoSuchFileException(directory.toString());
        }
        return InboxLock.tryLock(directory.toRealPath(), directory.toRealPath().resolve(id));
    }

    /** Finishes what other processes have begun to make appear; captures that other workers are at are left to them. */
    void recover() throws IOException {
        if (!Files.isDirectory(partial)) {
            return;
        }
        List<Path> begun;
        try (Stream<Path> paths = Files.list(partial)) {
            begun = paths.toList();
        }
        for (Path path : begun) {
            String id = String.valueOf(path.getFileName());
            try (FileLock lock = lock(id)) {
                if (lock != null) {
                    recover(id);
                }
            }
        }
    }

    /** Finishes a capture, or removes what is left of it; the caller has locked it. */
    void recover(String id) throws IOException {
        Path begun = partial.resolve(id);
        if (Files.exists(begun.resolve(NOTE))) {
            finish(id, FileNote.read(begun.resolve(NOTE)));
        } else {
            remove(begun);
        }
    }

    /** What is known of a capture that is done. */
    Optional<FileNote> note(String id) throws IOException {
        Path note = note(notes, id);
        return Files.exists(note) ? Optional.of(FileNote.read(note)) : Optional.empty();
    }

    private static Path note(Path directory, String id) {
        return directory.resolve(id + ".json");
    }

    /** An empty directory for the files of a capture while they are written; the caller has locked it. */
    Path begin(String id) throws IOException {
        make(directory.resolve(HIDDEN));
        make(notes);
        make(partial);
        Path begun = partial.resolve(id);
        remove(begun);
        make(begun);
        return begun;
    }

    /** Removes what was written of a capture and will not appear, so that others have the room; the caller has locked it. */
    void discard(String id) {
        Path begun = partial.resolve(id);
        try {
            if (!Files.exists(begun.resolve(NOTE))) {
                remove(begun);
            }
        } catch (IOException e) {
            LOG.debug("{} is removed later", begun, e);
        }
    }

    /** The name of a file while it is written; the last extension says what it holds. */
    static Path numbered(Path begun, int number, String extension) {
        return begun.resolve(number + "." + extension);
    }

    /**
     * Makes the files of a capture appear.
     *
     * @param id identifies its content
     * @param note what becomes of it; its files are in the directory of {@link #begin} under their numbers, from 0 on, and are on the disk
     */
    void commit(String id, FileNote note) throws IOException {
        Path begun = partial.resolve(id);
        Optional<FileNote> earlier = note(id);
        FileNote whole = note.replacing(earlier.map(FileNote::files).orElse(List.of()).stream()
                .filter(name -> !note.files().contains(name))
                .toList());
        // The names of the files, before the note that counts on them.
        sync(begun);
        write(begun.resolve(NOTE), whole.bytes());
        finish(id, whole);
    }

    private void finish(String id, FileNote note) throws IOException {
        Path begun = partial.resolve(id);
        Set<Path> changed = new LinkedHashSet<>();
        List<Path> written;
        try (Stream<Path> paths = Files.list(begun)) {
            written = paths.toList();
        }
        for (Path path : written) {
            String name = String.valueOf(path.getFileName());
            int point = name.indexOf('.');
            if (point > 0 && name.substring(0, point).matches("\\d+")) {
                Path file = file(note.files().get(Integer.parseInt(name.substring(0, point))));
                makeParent(file, changed);
                Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (String name : note.replaced()) {
            Files.deleteIfExists(file(name));
        }
        for (Path parent : changed) {
            sync(parent);
        }
        Files.move(
                begun.resolve(NOTE),
                note(notes, id),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        sync(notes);
        remove(begun);
    }

    private Path file(String name) throws IOException {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("the manifest names a file outside of " + directory);
        }
        return file;
    }

    /** Makes the directories of a file, and notes all whose entries change. */
    private void makeParent(Path file, Set<Path> changed) throws IOException {
        Path parent = file.getParent();
        for (Path path = parent; path != null && path.startsWith(directory); path = path.getParent()) {
            changed.add(path);
        }
        if (parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
    }

    private static void make(Path path) throws IOException {
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
    }

    /** Removes a directory of files. */
    private static void remove(Path begun) throws IOException {
        if (!Files.exists(begun)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> paths = Files.list(begun)) {
            left = paths.toList();
        }
        for (Path path : left) {
            Files.delete(path);
        }
        Files.delete(begun);
    }

    /** Writes a file whole or not at all. */
    private static void write(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName());
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        sync(file.toAbsolutePath().getParent());
    }

    /** Makes the names in a directory survive a loss of power, where the system can. */
    private static void sync(@Nullable Path changed) throws IOException {
        if (changed == null) {
            return;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(changed, StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows opens no directories.
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
