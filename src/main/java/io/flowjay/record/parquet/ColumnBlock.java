package io.flowjay.record.parquet;

import io.flowjay.record.parquet.encoding.PageBytes;
import java.util.Arrays;

/**
 * Up to 64 records turned into columns. Of a column it holds which records have a value and these values one after the other: numbers
 * as they are, a text or a list by its place.
 */
final class ColumnBlock {
    /** Records in a block: the bits of a long. */
    static final int RECORDS = Long.SIZE;

    private static final int RECORDS_SHIFT = 6;

    private final long[] present;
    private final long[] values;
    private final int[] counts;
    /** UTF-8 of the texts. */
    private final PageBytes text = new PageBytes();
    /** Elements of the lists; of a list of rows: for each row its length and its elements. */
    private long[] elements = new long[RECORDS];

    private int elementCount;
    private int records;
    private final int[] bytes = new int[RECORDS];

    ColumnBlock(int columns) {
        present = new long[columns];
        values = new long[columns << RECORDS_SHIFT];
        counts = new int[columns];
    }

    int records() {
        return records;
    }

    /** Bytes of the values of a record. */
    int bytes(int record) {
        return bytes[record];
    }

    void clear() {
        Arrays.fill(present, 0);
        Arrays.fill(counts, 0);
        text.clear();
        elementCount = 0;
        records = 0;
    }

    void keep(int first) {
        long kept = (1L << first) - 1;
        for (int i = 0; i < present.length; i++) {
            present[i] &= kept;
            counts[i] = Long.bitCount(present[i]);
        }
        records = first;
    }

    /** Ends a record. */
    void end() {
        records++;
    }

    /** Starts a record. */
    void begin() {
        bytes[records] = 0;
    }

    void number(int column, long value) {
        add(column, value, Long.BYTES);
    }

    void text(int column, String value) {
        int start = text.size();
        text.putText(value);
        int length = text.size() - start;
        add(column, place(start, length), length);
    }

    void list(int column, long[] list) {
        int start = elementCount;
        need(list.length);
        System.arraycopy(list, 0, elements, elementCount, list.length);
        elementCount += list.length;
        addList(column, start, list.length);
    }

    void list(int column, double[] list) {
        int start = elementCount;
        addElements(list);
        addList(column, start, list.length);
    }

    void rows(int column, double[][] rows) {
        int start = elementCount;
        for (double[] row : rows) {
            need(1);
            elements[elementCount++] = row.length;
            addElements(row);
        }
        addList(column, start, rows.length);
    }

    private void addElements(double[] list) {
        need(list.length);
        for (double element : list) {
            elements[elementCount++] = Double.doubleToRawLongBits(element);
        }
    }

    private void addList(int column, int start, int length) {
        add(column, place(start, length), (elementCount - start) * Long.BYTES);
    }

    private void add(int column, long value, int size) {
        present[column] |= 1L << records;
        values[(column << RECORDS_SHIFT) + counts[column]++] = value;
        bytes[records] += size;
    }

    private static long place(int start, int length) {
        return ((long) start << Integer.SIZE) | length;
    }

    /** Where a text or a list starts. */
    static int start(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    /** Bytes of a text, or number of elements or rows of a list. */
    static int length(long place) {
        return (int) place;
    }

    /** The records that have a value of a column: bit 0 is the first record. */
    long present(int column) {
        return present[column];
    }

    /** How many values a column has. */
    int count(int column) {
        return counts[column];
    }

    /** All values; those of a column start at {@link #first}. */
    long[] values() {
        return values;
    }

    int first(int column) {
        return column << RECORDS_SHIFT;
    }

    byte[] textBytes() {
        return text.array();
    }

    long[] elements() {
        return elements;
    }

    private void need(int more) {
        if (elements.length - elementCount < more) {
            elements = Arrays.copyOf(elements, Math.max(elements.length * 2, elementCount + more));
        }
    }
}
