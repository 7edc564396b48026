package io.flowjay.delivery;

import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The records of a capture that a command extracts, made first for the comparison. A command has one set of settings for all its
 * captures, so these cannot be made with other ones.
 */
final class RemadeCapture implements RemadeRecords {
    private final Path file;
    private final Settings settings;
    private IdChain ids = new IdChain();

    RemadeCapture(Path file, Settings settings) {
        this.file = file;
        this.settings = settings;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public boolean skip(long count, long dead) {
        try (FlowRecords records = Extraction.of(settings).records(CaptureFile.open(file))) {
            for (long i = 0; i < count; i++) {
                if (!records.hasNext()) {
                    return false;
                }
                FlowRecord record = records.next();
                ids.add(String.valueOf(record.get("record_id")));
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            // It cannot be read so far; whoever extracts it says why.
            return false;
        }
    }

    @Override
    public String ids() {
        return ids.hex();
    }

    @Override
    public boolean restart(Settings other) {
        ids = new IdChain();
        return other.equals(settings);
    }
}
