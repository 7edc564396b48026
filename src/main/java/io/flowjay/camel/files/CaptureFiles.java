package io.flowjay.camel.files;

import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordValues;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.settings.FilesPartition;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one capture while they are written: chooses the file of each record. Few files are open at once; when a partition needs one
 * more, the one that was used longest ago is completed, and a later record of its partition begins another part.
 */
final class CaptureFiles implements Closeable {
    private static final int MOST_OPEN = 16;

    private final Path begun;
    private final FileNames names;
    private final String extension;
    private final Settings settings;
    private final RecordColumns columns;
    private final Partitions partitions;
    private final long mostBytes;
    private final Map<String, FilePart<?>> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);
    private final Map<String, Integer> parts = new HashMap<>();
    private final List<String> files = new ArrayList<>();

    /**
     * @param begun directory of the files while they are written
     * @param names what the files are called
     * @param extension says what the files hold
     * @param columns what the records hold
     */
    CaptureFiles(Path begun, FileNames names, String extension, Settings settings, RecordColumns columns) {
        this.begun = begun;
        this.names = names;
        this.extension = extension;
        this.settings = settings;
        this.columns = columns;
        partitions = new Partitions(settings, columns);
        mostBytes = settings.get(SettingCatalog.FILES_MAX_SIZE);
    }

    /** Writes a record. */
    void add(RecordValues record) throws IOException {
        String partition = partitions.of(record);
        FilePart<?> part = part(partition);
        while (!part.add(record, mostBytes)) {
            complete(partition);
            part = part(partition);
        }
    }

    private FilePart<?> part(String partition) throws IOException {
        FilePart<?> known = open.get(partition);
        if (known != null) {
            return known;
        }
        if (open.size() == MOST_OPEN) {
            complete(open.keySet().iterator().next());
        }
        Path file = FileManifest.numbered(begun, files.size(), extension);
        FilePart<?> part = FilePart.of(RecordDestination.of(file, settings).open(columns));
        open.put(partition, part);
        files.add(partition + names.part(parts.merge(partition, 1, Integer::sum)));
        return part;
    }

    private void complete(String partition) throws IOException {
        FilePart<?> part = open.remove(partition);
        if (part != null) {
            part.complete();
        }
    }

    /**
     * Completes all files, which are on the disk then.
     *
     * @return their names
     */
    List<String> complete() throws IOException {
        if (files.isEmpty() && settings.get(SettingCatalog.FILES_PARTITION) == FilesPartition.NONE) {
            // A capture without flows has a file, too.
            part("");
        }
        for (String partition : List.copyOf(open.keySet())) {
            complete(partition);
        }
        return List.copyOf(files);
    }

    /** Closes what is open; without {@link #complete} before, the files are not whole. */
    @Override
    public void close() throws IOException {
        @Nullable IOException failure = null;
        for (FilePart<?> part : open.values()) {
            try {
                part.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        open.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
