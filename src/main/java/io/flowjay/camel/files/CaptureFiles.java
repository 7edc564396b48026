package io.flowjay.camel.files;

import io.flowjay.record.format.RecordValues;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.settings.FilesPartition;
import io.flowjay.settings.SettingCatalog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a capture, or of several that share files, while they are written: chooses the file of each record. Few files are open at once; when a partition needs one
 * more, the one that was used longest ago is completed, and a later record of its partition begins another part. The open files have a
 * common budget of memory; when they need more, the one that takes most of it puts its records on the disk.
 */
final class CaptureFiles implements Closeable {
    private static final int MOST_OPEN = 16;
    /** Bytes of memory that the records of the open files may take together: two whole row groups. */
    private static final long MOST_MEMORY = 64 << 20;

    private final Path begun;
    private final FileNames names;
    private final FilesTarget target;
    private final Partitions partitions;
    private final long mostBytes;
    private final long mostMemory;
    private final Map<String, FilePart<?>> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);
    private final Map<String, Integer> parts = new HashMap<>();
    private final List<String> files = new ArrayList<>();

    /**
     * @param begun directory of the files while they are written
     * @param names what the files are called
     * @param mostBytes bytes that the records of a file may have, before compression; 0 for any number
     */
    CaptureFiles(FilesTarget target, Path begun, FileNames names, long mostBytes) {
        this(target, begun, names, mostBytes, MOST_MEMORY);
    }

    /** @param mostMemory bytes of memory that the records of the open files may take together */
    CaptureFiles(FilesTarget target, Path begun, FileNames names, long mostBytes, long mostMemory) {
        this.target = target;
        this.begun = begun;
        this.names = names;
        this.mostBytes = mostBytes;
        this.mostMemory = mostMemory;
        partitions = new Partitions(target.settings(), target.columns());
    }

    /** Writes a record. */
    void add(RecordValues record) throws IOException {
        String partition = partitions.of(record);
        FilePart<?> part = part(partition);
        while (!part.add(record, mostBytes)) {
            complete(partition);
            part = part(partition);
        }
        if (part.memory() > 0 && memory() > mostMemory) {
            Collections.max(open.values(), Comparator.comparingLong(FilePart::memory))
                    .freeMemory();
        }
    }

    /** Bytes of memory that the records of the open files take. */
    long memory() {
        long memory = 0;
        for (FilePart<?> part : open.values()) {
            memory += part.memory();
        }
        return memory;
    }

    private FilePart<?> part(String partition) throws IOException {
        FilePart<?> known = open.get(partition);
        if (known != null) {
            return known;
        }
        if (open.size() == MOST_OPEN) {
            complete(open.keySet().iterator().next());
        }
        Path file = FileManifest.numbered(begun, files.size(), target.extension());
        FilePart<?> part =
                FilePart.of(RecordDestination.of(file, target.settings()).open(target.columns()));
        open.put(partition, part);
        files.add(partition + names.part(parts.merge(partition, 1, Integer::sum)));
        return part;
    }

    /** Bytes of the records in the largest open file, before compression. */
    long largest() {
        return open.values().stream().mapToLong(FilePart::bytes).max().orElse(0);
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
        if (files.isEmpty() && target.settings().get(SettingCatalog.FILES_PARTITION) == FilesPartition.NONE) {
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
