package io.flowjay.cli;

import io.flowjay.kafka.Finding;
import io.flowjay.kafka.Finding.Check;
import io.flowjay.record.sink.FileErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whether files of records can be made in a directory. */
final class FilesChecks {
    private FilesChecks() {}

    /** What was found. Makes the directory if it is missing, as {@code flowjay run} does, and leaves no file in it. */
    static Finding finding(Path directory) {
        String step = "it cannot be made";
        String advice = "let this user make it, or name another one";
        try {
            Files.createDirectories(directory);
            step = "no file can be made in it";
            advice = "let this user write to it, or name another one";
            Path probe = Files.createTempFile(directory, ".flowjay-doctor", null);
            step = "a file in it cannot be locked";
            advice = "use a file system that has byte-range locks";
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
                channel.lock().release();
            } catch (IOException e) {
                Files.deleteIfExists(probe);
                throw e;
            }
            step = "a file in it cannot be deleted";
            advice = "let this user delete its files";
            Files.delete(probe);
        } catch (IOException e) {
            return Finding.wrong(Check.FILES, directory.toString(), step + ": " + reason(e), advice);
        }
        return Finding.ok(Check.FILES, directory + ", where files can be made, locked and deleted");
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException file ? FileErrors.reason(file) : String.valueOf(e.getMessage());
    }
}
