package io.flowjay.record.parquet;

/**
 * One column of a file while a row group is collected: values of the open page, and the pages that are complete. A page is complete
 * after some rows or bytes; while a column has no values, its page goes on, since that costs nothing. Belongs to one thread.
 */
abstract class ColumnWriter {
    /** Rows of a page, unless it has no values. */
    static final int PAGE_ROWS = 1 << 13;

    /** Bytes of a page's values at which it is complete. */
    static final int PAGE_BYTES = 1 << 20;

    /** Makes the writer of a column. */
    static ColumnWriter of(FileColumn column, PageWorkspace workspace) {
        return switch (column.type()) {
            case BOOL -> new FlagColumn(column, workspace);
            case INT64, TIME, FLOAT64 -> new NumberColumn(column, workspace);
            case STRING -> new TextColumn(column, workspace);
            case INTEGERS, NUMBERS, ROWS -> new ListColumn(column, workspace);
        };
    }

    /**
     * Adds the values of a block.
     *
     * @param number the column's in the block
     */
    abstract void add(ColumnBlock block, int number);

    /** Completes the open page, if it has rows, and the chunk. Call once, after the last value of the row group. */
    abstract ColumnChunk endChunk();

    /** Bytes of memory that the column takes. */
    abstract long memory();
}
