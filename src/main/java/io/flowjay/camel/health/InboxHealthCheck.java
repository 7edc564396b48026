package io.flowjay.camel.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready while captures can be taken from the inbox and moved on: it can be read and written, and its disk has room. */
final class InboxHealthCheck extends AbstractHealthCheck {
    private final Path directory;
    private final long minFreeBytes;

    InboxHealthCheck(Path directory, long minFreeBytes) {
        super(HealthChecks.GROUP, "flowjay-inbox");
        this.directory = directory;
        this.minFreeBytes = minFreeBytes;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("inbox", directory.toString());
        if (!Files.isDirectory(directory)) {
            builder.message("the inbox is no directory").down();
        } else if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            builder.message("the inbox cannot be read").down();
        } else if (!Files.isWritable(directory)) {
            builder.message("captures cannot be moved out of the inbox").down();
        } else {
            checkDisk(builder);
        }
    }

    private void checkDisk(HealthCheckResultBuilder builder) {
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            builder.detail("disk.free.bytes", free);
            if (free < minFreeBytes) {
                builder.message("the disk of the inbox has less than " + minFreeBytes + " free bytes")
                        .down();
            } else {
                builder.up();
            }
        } catch (IOException e) {
            builder.message("the disk of the inbox cannot be asked: " + e.getMessage())
                    .down();
        }
    }
}
