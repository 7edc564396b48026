package io.flowjay.cli.observe;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Takes captures over HTTP into the inbox. A name is made of safe characters only and keeps nothing of a path; a capture appears in
 * the inbox whole or not at all, never in the place of another, and never beyond the limit of its size.
 */
final class Uploads {
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
                    415, "the name of a capture ends in .pcap, .pcapng or .cap, with or without .gz, .zst, .lz4");
        }
        // The route passes names with a dot in front.
        Path partial = inbox.resolve("." + UUID.randomUUID() + ".upload");
        try {
            copy(in, partial);
            return place(partial, safe);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Letters, digits, dots, hyphens and underscores of the last part of a path; nothing in front that hides a file. */
    static String safeName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String safe = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.]+", "");
        // The extension is at the end.
        return safe.substring(Math.max(0, safe.length() - MAX_NAME)).replaceFirst("^[.]+", "");
    }

    private void copy(InputStream in, Path partial) throws IOException, Refused {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(partial)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw new Refused(413, "a capture may have up to " + maxBytes + " bytes");
                }
                out.write(buffer, 0, read);
            }
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
