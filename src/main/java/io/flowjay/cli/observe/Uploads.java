package io.flowjay.cli.observe;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts captures that come over HTTP into the inbox. A name has safe characters only and keeps nothing of a path. A capture appears in
 * the inbox whole or not at all, never replaces another one, and never exceeds the limit of its size.
 */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final String PARTIAL = ".upload";
    private static final Pattern PARTIAL_NAME =
            Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.upload");
    private static final int MAX_NAME = 128;
    private static final int BUFFER = 65_536;

    private final Path inbox;
    private final Pattern include;
    private final long maxBytes;

    /** An upload that is refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        /** The status code of HTTP. */
        int status() {
            return status;
        }
    }

    /** Uploads into the directory of captures, under the names and up to the size that the settings allow. */
    Uploads(Settings settings) {
        inbox = Path.of(settings.get(SettingCatalog.CAPTURES));
        include = Pattern.compile(settings.get(SettingCatalog.INCLUDE), Pattern.CASE_INSENSITIVE);
        maxBytes = settings.get(SettingCatalog.MAX_UPLOAD_SIZE);
    }

    /**
     * Puts a capture into the inbox.
     *
     * @param name what the sender calls it
     * @param in its bytes, read to their end
     * @return the name it got
     * @throws Refused when it is not taken
     */
    String take(String name, InputStream in) throws IOException, Refused {
        String safe = safeName(name);
        if (!include.matcher(safe).matches()) {
            throw new Refused(
                    415,
                    "the name of a capture ends in .pcap, .pcapng or .cap, with or without .gz, .zst, .lz4, .xz, .bz2");
        }
        // The route ignores names that start with a dot.
        Path partial = inbox.resolve("." + UUID.randomUUID() + PARTIAL);
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            // Says that its process is alive; released with the process.
            lock(channel);
            copy(in, Channels.newOutputStream(channel));
            return place(partial, safe);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Removes what uploads left that ended with their process. Leaves those that run, here or in another process. */
    void removePartial() {
        if (!Files.isDirectory(inbox)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(inbox, ".*" + PARTIAL)) {
            for (Path file : files) {
                if (PARTIAL_NAME.matcher(String.valueOf(file.getFileName())).matches()) {
                    removePartial(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Partial uploads in {} cannot be looked for: {}", inbox, e.toString());
        }
    }

    private static void removePartial(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (lock(channel)) {
                Files.deleteIfExists(file);
                LOG.info("Removed {}, an upload that ended with its process", file);
            }
        } catch (IOException e) {
            LOG.warn("The partial upload {} cannot be removed: {}", file, e.toString());
        }
    }

    /** Takes the lock and returns true; returns false if another process has it, or if the file system has no locks. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** Letters, digits, dots, hyphens and underscores of the last part of a path; nothing in front that hides a file. */
    static String safeName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String safe = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.]+", "");
        // The extension is at the end.
        return safe.substring(Math.max(0, safe.length() - MAX_NAME)).replaceFirst("^[.]+", "");
    }

    private void copy(InputStream in, OutputStream out) throws IOException, Refused {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > maxBytes) {
                throw new Refused(413, "a capture may have up to " + maxBytes + " bytes");
            }
            out.write(buffer, 0, read);
        }
        if (bytes == 0) {
            throw new Refused(400, "the capture is empty");
        }
    }

    private String place(Path partial, String name) throws IOException {
        for (int i = 1; ; i++) {
            String free = i == 1 ? name : i + "-" + name;
            try {
                // A link fails where a file is; a move would replace it on some systems.
                Files.createLink(inbox.resolve(free), partial);
                return free;
            } catch (FileAlreadyExistsException e) {
                // The next name.
            } catch (UnsupportedOperationException e) {
                Files.move(partial, inbox.resolve(free));
                return free;
            }
        }
    }
}
