package io.flowjay.camel.inbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Captures that wait in a directory.
 *
 * @param count how many
 * @param bytes their sizes together
 * @param oldest when the oldest was last written to; null without one
 */
public record PendingCaptures(
        long count, long bytes, @Nullable Instant oldest) {
    static final PendingCaptures NONE = new PendingCaptures(0, 0, null);

    /** Looks into a directory; what cannot be read there counts as absent. */
    static PendingCaptures in(Path directory, Pattern include, boolean recursive) {
        Look look = new Look(directory, include);
        try {
            Files.walkFileTree(directory, EnumSet.noneOf(java.nio.file.FileVisitOption.class), depth(recursive), look);
        } catch (IOException e) {
            // The health check tells of a directory that cannot be read.
            return NONE;
        }
        return new PendingCaptures(look.count, look.bytes, look.oldest);
    }

    private static int depth(boolean recursive) {
        return recursive ? Integer.MAX_VALUE : 1;
    }

    /** Time since the oldest was last written to; zero without one. */
    public Duration oldestAge() {
        Instant since = oldest;
        if (since == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(since, Instant.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static final class Look extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Pattern include;
        private long count;
        private long bytes;
        private @Nullable Instant oldest;

        Look(Path root, Pattern include) {
            this.root = root;
            this.include = include;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            // As the file consumer does: .done, .failed and the like are not looked into.
            boolean hidden = !directory.equals(root) && isHidden(directory);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (attributes.isRegularFile()
                    && !isHidden(file)
                    && include.matcher(name).matches()) {
                count++;
                bytes += attributes.size();
                Instant written = attributes.lastModifiedTime().toInstant();
                if (oldest == null || written.isBefore(oldest)) {
                    oldest = written;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(root)) {
                throw e;
            }
            // It has left the inbox meanwhile.
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            return String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
