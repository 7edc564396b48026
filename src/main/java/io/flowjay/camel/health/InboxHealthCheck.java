package io.flowjay.camel.health;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
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

    InboxHealthCheck(Settings settings) {
        super(HealthChecks.GROUP, "flowjay-inbox");
        directory = Path.of(settings.get(SettingCatalog.CAPTURES));
        minFreeBytes = settings.get(SettingCatalog.MIN_FREE_SPACE);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("inbox", directory.toString());
        if (!Files.isDirectory(directory)) {
            builder.message("the inbox is not a directory").down();
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
            builder.message("the free space of the inbox is unknown: " + e.getMessage())
                    .down();
        }
    }
}
