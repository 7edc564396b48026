package io.flowjay.camel.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the directories between that of the files and a file, and removes them when they are empty. Several workers may do both in the same
 * directories at the same time: a worker makes a directory again if another one has just removed it.
 */
final class PartitionDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionDirectories.class);
    /** Each time another worker has removed a directory in between; as many in a row are an error of the file system. */
    private static final int MOST_TRIES = 1000;

    private final Path directory;

    /** @param directory the directory of the files, which is neither made nor removed */
    PartitionDirectories(Path directory) {
        this.directory = directory;
    }

    /**
     * Moves a file to its name, and makes the directories of that name. Replaces what has the name.
     *
     * @param written the file, which no other worker touches
     * @param file its name, below the directory of the files
     */
    void move(Path written, Path file) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                for (Path path : above(file)) {
                    make(path);
                }
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (NoSuchFileException e) {
                if (tries == MOST_TRIES || !Files.exists(written) || !Files.isDirectory(directory)) {
                    throw e;
                }
            }
        }
    }

    private static void make(Path path) throws IOException {
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
                throw e;
            }
        }
    }

    /** Removes the directories of a file that is gone, as far as they are empty. */
    void removeEmpty(Path file) {
        List<Path> innermostFirst = above(file);
        Collections.reverse(innermostFirst);
        for (Path path : innermostFirst) {
            try {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                // It holds other files, or is a mount point; it does no harm.
                LOG.debug("{} stays", path, e);
                return;
            }
        }
    }

    /** The directories between that of the files and a file, outermost first. */
    private List<Path> above(Path file) {
        List<Path> above = new ArrayList<>();
        for (Path path = file.getParent();
                path != null && !path.equals(directory) && path.startsWith(directory);
                path = path.getParent()) {
            above.add(0, path);
        }
        return above;
    }
}
