package io.flowjay.record.parquet;

import io.flowjay.record.parquet.encoding.Bounds;
import io.flowjay.record.parquet.encoding.HybridRle;
import io.flowjay.record.parquet.encoding.PageBytes;
import java.util.Arrays;

/** A column of single values. */
abstract class FlatColumn extends ColumnWriter {
    private static final int WORD_SHIFT = 6;

    final FileColumn column;
    final PageWorkspace workspace;
    private final ColumnChunk chunk = new ColumnChunk();
    /** Which rows of the page have a value, least significant bit first; valid while there is a value. */
    private final long[] present = new long[(PAGE_ROWS >> WORD_SHIFT) + 1];

    private int rows;
    private int values;

    FlatColumn(FileColumn column, PageWorkspace workspace) {
        this.column = column;
        this.workspace = workspace;
    }

    @Override
    final void add(ColumnBlock block, int number) {
        long mask = block.present(number);
        if (mask != 0) {
            if (rows >= PAGE_ROWS) {
                completePage();
            }
            int word = rows >> WORD_SHIFT;
            present[word] |= mask << rows;
            long rest = mask >>> 1 >>> ~rows;
            if (rest != 0) {
                present[word + 1] |= rest;
            }
            int count = block.count(number);
            take(block, block.first(number), count);
            values += count;
        }
        rows += block.records();
        if (values > 0 && (rows >= PAGE_ROWS || valueBytes() >= PAGE_BYTES)) {
            completePage();
        }
    }

    @Override
    final ColumnChunk endChunk() {
        if (rows > 0) {
            completePage();
        }
        endValues(chunk);
        return chunk;
    }

    private void completePage() {
        PageBytes page = workspace.page();
        page.clear();
        int nulls = column.optional() ? rows - values : 0;
        if (column.optional()) {
            page.putInt(0);
            if (values == 0 || nulls == 0) {
                HybridRle.run(nulls == 0 ? 1 : 0, rows, 1, page);
            } else {
                HybridRle.encodeBits(present, rows, page);
            }
            page.setInt(0, page.size() - Integer.BYTES);
        }
        int encoding = encode(rows - nulls);
        chunk.add(workspace.dataPage(rows, encoding), rows, rows, nulls, encoding, pageBounds());
        if (values > 0) {
            Arrays.fill(present, 0);
        }
        rows = 0;
        values = 0;
    }

    /** Rows of the page that have a value; of a column that is not optional the others have its missing value. */
    final int values() {
        return values;
    }

    /** The next row of the page that has a value, from one on; there must be one. */
    final int nextPresent(int row) {
        int word = row >> WORD_SHIFT;
        long bits = present[word] & -1L << row;
        while (bits == 0) {
            bits = present[++word];
        }
        return (word << WORD_SHIFT) + Long.numberOfTrailingZeros(bits);
    }

    @Override
    final long memory() {
        return chunk.compressedBytes() + valueBytes() + dictionaryBytes();
    }

    /**
     * Takes values for the page.
     *
     * @param first where they start in the block
     * @param count how many
     */
    abstract void take(ColumnBlock block, int first, int count);

    /**
     * Adds the values of the page to it, and forgets them.
     *
     * @param count how many, with missing ones where the column is not optional
     * @return their encoding
     */
    abstract int encode(int count);

    /** Bounds of the values that {@link #encode} added last. */
    abstract Bounds pageBounds();

    /** Completes the chunk: with the dictionary and the bounds of its values. */
    abstract void endValues(ColumnChunk complete);

    /** Bytes of memory of the values of the open page. */
    abstract int valueBytes();

    /** Bytes of memory of the dictionary. */
    abstract int dictionaryBytes();
}
