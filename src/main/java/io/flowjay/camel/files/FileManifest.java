package io.flowjay.camel.files;

import io.flowjay.camel.inbox.InboxLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
 * Makes the files of a capture, or of several captures that share files, appear together and once, and remembers them:
 * {@code .flowjay/manifest/ID.json} is the note of a capture that is done.
 *
 * <p>Files are first written to {@code .flowjay/partial/ID/}, under their numbers; the id is that of the capture, or an own one for several.
 * When all of them are on the disk, a note there says so; from then on the captures are written, whatever happens: the files move to their
 * names, the files of the same captures under other settings go with the directories that are empty then, and the manifest gets the note
 * under the id of each capture. A process that is killed in between leaves the note, and the next one goes on from there. Without a note,
 * what is in the directory is the rest of a process that was killed earlier, and goes.
 */
final class FileManifest {
    private static final Logger LOG = LoggerFactory.getLogger(FileManifest.class);
    private static final String HIDDEN = ".flowjay";
    private static final String NOTE = "note.json";

    private final Path directory;
    private final Path notes;
    private final Path partial;
    private final PartitionDirectories directories;

    /** @param directory the directory of the files */
    FileManifest(Path directory) {
        this.directory = directory.toAbsolutePath();
        notes = this.directory.resolve(HIDDEN).resolve("manifest");
        partial = this.directory.resolve(HIDDEN).resolve("partial");
        directories = new PartitionDirectories(this.directory);
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

    /** Finishes what other processes have begun to make appear, and removes what they left; what other workers are at is left to them. */
    void recover() throws IOException {
        recoverOthers("");
    }

    /**
     * Finishes or removes what was begun of a capture, and of whatever else.
     *
     * @param id identifies the capture, which the caller has locked
     * @return false if another worker is making files that hold it appear
     */
    boolean recover(String id) throws IOException {
        recoverLocked(id);
        return recoverOthers(id);
    }

    private boolean recoverOthers(String id) throws IOException {
        if (!Files.isDirectory(partial)) {
            return true;
        }
        List<Path> begun;
        try (Stream<Path> paths = Files.list(partial)) {
            // Others put files here too, such as what NFS keeps of a file that is open; they hold no capture.
            begun = paths.filter(Files::isDirectory).toList();
        }
        boolean free = true;
        for (Path path : begun) {
            String other = String.valueOf(path.getFileName());
            if (other.equals(id)) {
                continue;
            }
            try (FileLock lock = lock(other)) {
                if (lock != null) {
                    recoverLocked(other);
                } else if (appears(path, id)) {
                    free = false;
                }
            }
        }
        return free;
    }

    private static boolean appears(Path begun, String id) throws IOException {
        try {
            return Files.exists(begun.resolve(NOTE))
                    && FileNote.read(begun.resolve(NOTE)).holds(id);
        } catch (NoSuchFileException e) {
            // It is in the manifest.
            return false;
        }
    }

    private void recoverLocked(String id) throws IOException {
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

    /** An empty directory for files while they are written; the caller has locked the id. */
    Path begin(String id) throws IOException {
        make(directory.resolve(HIDDEN));
        make(notes);
        make(partial);
        Path begun = partial.resolve(id);
        remove(begun);
        make(begun);
        return begun;
    }

    /** Removes what was written and will not appear, so that others have the room; the caller has locked the id. */
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
     * Makes files appear.
     *
     * @param id that of {@link #begin}
     * @param note what they hold; they are in the directory of {@link #begin} under their numbers, from 0 on, and are on the disk
     */
    void commit(String id, FileNote note) throws IOException {
        Path begun = partial.resolve(id);
        FileNote whole = note.replacing(replaced(note));
        // The names of the files, before the note that counts on them.
        sync(begun);
        write(begun.resolve(NOTE), whole.bytes());
        finish(id, whole);
    }

    /** Earlier files of the captures in a note. One that holds other captures goes with the last of them. */
    private List<String> replaced(FileNote note) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (FileNote.Capture capture : note.captures()) {
            Optional<FileNote> earlier = note(capture.id());
            if (earlier.isPresent()
                    && !names.containsAll(earlier.get().files())
                    && isNeededOnlyBy(note, earlier.get())) {
                names.addAll(earlier.get().files());
            }
        }
        note.files().forEach(names::remove);
        return List.copyOf(names);
    }

    private boolean isNeededOnlyBy(FileNote note, FileNote earlier) throws IOException {
        for (FileNote.Capture capture : earlier.captures()) {
            boolean leaves = note.holds(capture.id())
                    || note(capture.id())
                            .filter(now -> now.files().equals(earlier.files()))
                            .isEmpty();
            if (!leaves) {
                return false;
            }
        }
        return true;
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
                directories.move(path, file);
                addDirectories(file, changed);
            }
        }
        for (String name : note.replaced()) {
            Path file = file(name);
            Files.deleteIfExists(file);
            // Also if the file was gone: a process can be killed in between.
            directories.removeEmpty(file);
        }
        for (Path parent : changed) {
            sync(parent);
        }
        for (FileNote.Capture capture : note.captures()) {
            if (!capture.id().equals(id)) {
                link(begun.resolve(NOTE), note(notes, capture.id()));
            }
        }
        if (note.holds(id)) {
            Files.move(
                    begun.resolve(NOTE),
                    note(notes, id),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        sync(notes);
        // The note goes last.
        remove(begun);
    }

    /** Gives a note another name: all captures of a note share one file, which is on the disk already. */
    private static void link(Path note, Path name) throws IOException {
        Files.deleteIfExists(name);
        try {
            Files.createLink(name, note);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // The file system has no links, or allows no more of them.
            write(name, Files.readAllBytes(note));
        }
    }

    private Path file(String name) throws IOException {
        // The directory is left as it was given: without its ".." it could lead elsewhere, past a symbolic link.
        Path file = Path.of(name).normalize();
        if (file.isAbsolute() || file.startsWith("..")) {
            throw new IOException("the manifest names a file outside of " + directory);
        }
        return directory.resolve(file);
    }

    /** Adds the directories whose entries can have changed when a file appeared. */
    private void addDirectories(Path file, Set<Path> changed) {
        for (Path path = file.getParent(); path != null && path.startsWith(directory); path = path.getParent()) {
            changed.add(path);
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

    /** Removes a directory of files, the note last. */
    private static void remove(Path begun) throws IOException {
        if (!Files.exists(begun)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> paths = Files.list(begun)) {
            left = paths.filter(path -> !path.endsWith(NOTE)).toList();
        }
        for (Path path : left) {
            Files.delete(path);
        }
        Files.deleteIfExists(begun.resolve(NOTE));
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
