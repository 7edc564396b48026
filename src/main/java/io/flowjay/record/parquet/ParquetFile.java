package io.flowjay.record.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flowjay.record.parquet.ColumnChunk.IndexPlace;
import io.flowjay.record.parquet.encoding.CompactThrift;
import io.flowjay.record.parquet.encoding.PageBytes;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes a Parquet file (parquet-format 2.11) front to back: row groups, each followed by the indexes of its pages, and the footer.
 * Records are held, compressed page by page, until they are enough for a row group; of those that are written only the metadata is
 * held. Belongs to one thread.
 */
final class ParquetFile implements Closeable {
    /** Bytes of memory that the columns of a row group take when it is complete. */
    static final long ROW_GROUP_BYTES = 32 << 20;

    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
    /** Other numbers mean nothing that readers agree on. */
    private static final int VERSION = 1;

    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final List<FileColumn> columns;
    private final ColumnWriter[] writers;
    private final PageWorkspace workspace = new PageWorkspace();
    private final long rowGroupBytes;
    private final PageBytes metadata = new PageBytes();
    private final CompactThrift thrift = new CompactThrift(metadata);
    /** The row groups that are written, as the footer lists them. */
    private final PageBytes rowGroups = new PageBytes();

    private int rowGroupCount;
    private long rows;
    private long rowsInGroup;
    /** Bytes of memory that the columns of the open row group take. */
    private long memory;

    private long position;

    /**
     * Starts a file.
     *
     * @param out where to; not closed
     * @param rowGroupBytes bytes of memory at which a row group is complete
     */
    ParquetFile(OutputStream out, List<FileColumn> columns, long rowGroupBytes) throws IOException {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.columns = columns;
        this.rowGroupBytes = rowGroupBytes;
        writers = columns.stream()
                .map(column -> ColumnWriter.of(column, workspace))
                .toArray(ColumnWriter[]::new);
        write(MAGIC);
    }

    /** Adds records. */
    void write(ColumnBlock block) throws IOException {
        memory = 0;
        for (int i = 0; i < writers.length; i++) {
            writers[i].add(block, i);
            memory += writers[i].memory();
        }
        rowsInGroup += block.records();
        if (memory >= rowGroupBytes) {
            writeRowGroup();
        }
    }

    /** Bytes of memory that the records take that are not written yet. */
    long memory() {
        return memory;
    }

    /** Writes the records that are held as a row group, although more would fit into it. */
    void endRowGroup() throws IOException {
        if (rowsInGroup > 0) {
            writeRowGroup();
        }
    }

    private void writeRowGroup() throws IOException {
        ColumnChunk[] chunks = new ColumnChunk[writers.length];
        long start = position;
        long uncompressed = 0;
        for (int i = 0; i < chunks.length; i++) {
            ColumnChunk chunk = writers[i].endChunk();
            chunk.write(out, position);
            position += chunk.compressedBytes();
            uncompressed += chunk.uncompressedBytes();
            chunks[i] = chunk;
            // A new writer holds no arrays of the size that the last row group needed.
            writers[i] = ColumnWriter.of(columns.get(i), workspace);
        }
        long compressed = position - start;
        writeMetadata(chunks, writeIndexes(chunks), uncompressed, start, compressed);
        rows += rowsInGroup;
        rowsInGroup = 0;
        memory = 0;
        rowGroupCount++;
    }

    /** Writes the column indexes one after the other, then the offset indexes: readers load those of a row group at once. */
    private IndexPlace[] writeIndexes(ColumnChunk[] chunks) throws IOException {
        long[] bounds = new long[chunks.length];
        int[] boundsLengths = new int[chunks.length];
        for (int i = 0; i < chunks.length; i++) {
            bounds[i] = position;
            metadata.clear();
            if (chunks[i].writeColumnIndex(thrift)) {
                boundsLengths[i] = metadata.size();
                write(metadata);
            }
        }
        IndexPlace[] places = new IndexPlace[chunks.length];
        for (int i = 0; i < chunks.length; i++) {
            metadata.clear();
            chunks[i].writeOffsetIndex(thrift);
            places[i] = new IndexPlace(position, metadata.size(), bounds[i], boundsLengths[i]);
            write(metadata);
        }
        return places;
    }

    private void writeMetadata(
            ColumnChunk[] chunks, IndexPlace[] places, long uncompressed, long start, long compressed) {
        metadata.clear();
        thrift.structs(1, chunks.length);
        for (int i = 0; i < chunks.length; i++) {
            thrift.element();
            // The same in every row group: once is enough, and keeps the footer small.
            chunks[i].writeMetadata(thrift, columns.get(i), rowGroupCount == 0, places[i]);
        }
        thrift.int64(2, uncompressed);
        thrift.int64(3, rowsInGroup);
        thrift.int64(5, start);
        thrift.int64(6, compressed);
        thrift.end();
        rowGroups.put(metadata.array(), 0, metadata.size());
    }

    /**
     * Writes the last row group and the footer.
     *
     * @param createdBy program and version
     * @param properties of the file
     */
    void end(String createdBy, Map<String, String> properties) throws IOException {
        endRowGroup();
        metadata.clear();
        thrift.int32(1, VERSION);
        FileSchema.write(thrift, 2, columns);
        thrift.int64(3, rows);
        thrift.structs(4, rowGroupCount);
        metadata.put(rowGroups.array(), 0, rowGroups.size());
        thrift.structs(5, properties.size());
        properties.forEach(thrift::keyValue);
        thrift.text(6, createdBy);
        thrift.structs(7, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            thrift.element();
            thrift.empty(1);
            thrift.end();
        }
        thrift.end();
        metadata.putInt(metadata.size());
        metadata.put(MAGIC);
        write(metadata);
        out.flush();
    }

    private void write(PageBytes bytes) throws IOException {
        out.write(bytes.array(), 0, bytes.size());
        position += bytes.size();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /** Frees memory; what was not written yet is dropped. */
    @Override
    public void close() {
        workspace.close();
    }
}
