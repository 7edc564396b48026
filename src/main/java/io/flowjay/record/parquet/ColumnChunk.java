package io.flowjay.record.parquet;

import io.flowjay.record.parquet.encoding.Bounds;
import io.flowjay.record.parquet.encoding.CompactThrift;
import io.flowjay.record.parquet.encoding.Format;
import io.flowjay.record.parquet.encoding.TextBounds;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pages of one column in a row group, compressed, and what the metadata says of them. A chunk is written once all columns of the row
 * group are complete.
 */
final class ColumnChunk {
    private static final byte[] NO_BOUND = {};
    private static final int PAGES = 8;

    private final List<byte[]> pages = new ArrayList<>();
    private long[] firstRows = new long[PAGES];
    private long[] nulls = new long[PAGES];
    private boolean[] onlyNulls = new boolean[PAGES];
    private final List<byte[]> mins = new ArrayList<>();
    private final List<byte[]> maxs = new ArrayList<>();
    /** Whether each page has bounds or nulls only; a page of NaN has neither. */
    private boolean indexed = true;

    private byte[] dictionary = NO_BOUND;
    private int dictionaryEncoded;
    private Bounds bounds = new TextBounds();
    private long values;
    private long nullCount;
    private long rows;
    private long uncompressed;
    private long compressed;
    private long offset;

    /** Bytes of the compressed pages. */
    long compressedBytes() {
        return compressed;
    }

    long uncompressedBytes() {
        return uncompressed;
    }

    /**
     * Adds a page.
     *
     * @param pageRows rows that start in it
     * @param pageValues values, with nulls and empty lists
     * @param pageNulls nulls and empty lists
     * @param encoding of its values
     */
    void add(Page page, long pageRows, int pageValues, int pageNulls, int encoding, Bounds bounds) {
        int number = pages.size();
        if (number == firstRows.length) {
            firstRows = Arrays.copyOf(firstRows, 2 * number);
            nulls = Arrays.copyOf(nulls, 2 * number);
            onlyNulls = Arrays.copyOf(onlyNulls, 2 * number);
        }
        firstRows[number] = rows;
        nulls[number] = pageNulls;
        onlyNulls[number] = pageNulls == pageValues;
        boolean bounded = bounds.exist();
        mins.add(bounded ? bounds.min() : NO_BOUND);
        maxs.add(bounded ? bounds.max() : NO_BOUND);
        indexed &= bounded || onlyNulls[number];
        pages.add(page.bytes());
        if (encoding == Format.RLE_DICTIONARY) {
            dictionaryEncoded++;
        }
        rows += pageRows;
        values += pageValues;
        nullCount += pageNulls;
        count(page);
    }

    /** Sets the page of the dictionary, after the last page of data. */
    void setDictionary(Page page) {
        dictionary = page.bytes();
        count(page);
    }

    /** Sets the bounds of all values. */
    void setBounds(Bounds all) {
        bounds = all;
    }

    /** Whether a page of data uses a dictionary. */
    boolean usesDictionary() {
        return dictionaryEncoded > 0;
    }

    private void count(Page page) {
        compressed += page.bytes().length;
        uncompressed += page.uncompressed();
    }

    /**
     * Writes all pages.
     *
     * @param position of the first byte in the file
     */
    void write(OutputStream out, long position) throws IOException {
        offset = position;
        if (dictionary.length > 0) {
            out.write(dictionary);
        }
        for (byte[] page : pages) {
            out.write(page);
        }
    }

    /** Writes the bounds of the pages; returns whether there are any to write. */
    boolean writeColumnIndex(CompactThrift thrift) {
        if (!indexed) {
            return false;
        }
        int count = pages.size();
        thrift.bools(1, onlyNulls, count);
        writeBounds(thrift, 2, mins);
        writeBounds(thrift, 3, maxs);
        thrift.int32(4, Format.UNORDERED);
        thrift.int64s(5, nulls, count);
        thrift.end();
        return true;
    }

    private static void writeBounds(CompactThrift thrift, int id, List<byte[]> bounds) {
        thrift.binaries(id, bounds.size());
        bounds.forEach(thrift::binaryElement);
    }

    /** Writes where the pages are. */
    void writeOffsetIndex(CompactThrift thrift) {
        thrift.structs(1, pages.size());
        long at = offset + dictionary.length;
        for (int i = 0; i < pages.size(); i++) {
            int length = pages.get(i).length;
            thrift.element();
            thrift.int64(1, at);
            thrift.int32(2, length);
            thrift.int64(3, firstRows[i]);
            thrift.end();
            at += length;
        }
        thrift.end();
    }

    /**
     * Writes the structure {@code ColumnChunk}.
     *
     * @param described whether unit and description are written
     * @param index where the indexes are
     */
    void writeMetadata(CompactThrift thrift, FileColumn column, boolean described, IndexPlace index) {
        // Deprecated: the metadata is only in the footer.
        thrift.int64(2, 0);
        thrift.struct(3);
        writeEncodings(thrift, column);
        thrift.int32(4, Format.ZSTD);
        thrift.int64(5, values);
        thrift.int64(6, uncompressed);
        thrift.int64(7, compressed);
        if (described) {
            thrift.structs(8, 2);
            thrift.keyValue("unit", column.unit());
            thrift.keyValue("description", column.description());
        }
        thrift.int64(9, offset + dictionary.length);
        if (usesDictionary()) {
            thrift.int64(11, offset);
        }
        writeStatistics(thrift);
        writeEncodingCounts(thrift);
        thrift.end();
        thrift.int64(4, index.offsets());
        thrift.int32(5, index.offsetsLength());
        if (index.boundsLength() > 0) {
            thrift.int64(6, index.bounds());
            thrift.int32(7, index.boundsLength());
        }
        thrift.end();
    }

    private void writeEncodings(CompactThrift thrift, FileColumn column) {
        thrift.int32(1, column.physicalType());
        if (usesDictionary()) {
            // The entries of the dictionary are plain.
            thrift.int32s(2, Format.PLAIN, Format.RLE, Format.RLE_DICTIONARY);
        } else {
            thrift.int32s(2, Format.PLAIN, Format.RLE);
        }
        List<String> path = column.path();
        thrift.binaries(3, path.size());
        path.forEach(thrift::textElement);
    }

    private void writeStatistics(CompactThrift thrift) {
        thrift.struct(12);
        thrift.int64(3, nullCount);
        if (bounds.exist()) {
            thrift.binary(5, bounds.max());
            thrift.binary(6, bounds.min());
            thrift.bool(7, bounds.isMaxExact());
            thrift.bool(8, bounds.isMinExact());
        }
        thrift.end();
    }

    private void writeEncodingCounts(CompactThrift thrift) {
        int plain = pages.size() - dictionaryEncoded;
        thrift.structs(13, (usesDictionary() ? 2 : 0) + (plain > 0 ? 1 : 0));
        if (usesDictionary()) {
            encodingCount(thrift, Format.DICTIONARY_PAGE, Format.PLAIN, 1);
            encodingCount(thrift, Format.DATA_PAGE, Format.RLE_DICTIONARY, dictionaryEncoded);
        }
        if (plain > 0) {
            encodingCount(thrift, Format.DATA_PAGE, Format.PLAIN, plain);
        }
    }

    private static void encodingCount(CompactThrift thrift, int page, int encoding, int count) {
        thrift.element();
        thrift.int32(1, page);
        thrift.int32(2, encoding);
        thrift.int32(3, count);
        thrift.end();
    }

    /**
     * Where the indexes of the chunk's pages are in the file.
     *
     * @param offsets of the offset index
     * @param offsetsLength its bytes
     * @param bounds of the column index
     * @param boundsLength its bytes; 0 if there is none
     */
    record IndexPlace(long offsets, int offsetsLength, long bounds, int boundsLength) {}
}
