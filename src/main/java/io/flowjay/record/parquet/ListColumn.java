package io.flowjay.record.parquet;

import io.flowjay.feature.FeatureType;
import io.flowjay.record.parquet.encoding.HybridRle;
import io.flowjay.record.parquet.encoding.NumberBounds;
import io.flowjay.record.parquet.encoding.PageBytes;
import java.util.Arrays;

/**
 * A column of lists, or of lists of lists, of numbers. Each element has two levels (Encodings, "Nested encoding"): repetition, the depth
 * of the list that it continues, 0 for a new row; and definition, which says how far the way to it exists: an empty list counts as one
 * element that does not.
 */
final class ListColumn extends ColumnWriter {
    private final FileColumn column;
    private final PageWorkspace workspace;
    private final boolean nested;
    private final ColumnChunk chunk = new ColumnChunk();
    private int[] repetitions = {};
    private int[] definitions = {};
    /** Elements and empty lists of the page. */
    private int entries;

    private long[] numbers = {};
    private int size;
    private int rows;
    private final NumberValues values = new NumberValues();
    private final NumberBounds page;
    private final NumberBounds all;

    ListColumn(FileColumn column, PageWorkspace workspace) {
        this.column = column;
        this.workspace = workspace;
        nested = column.type() == FeatureType.ROWS;
        FeatureType elementType = column.type() == FeatureType.INTEGERS ? FeatureType.INT64 : FeatureType.FLOAT64;
        page = new NumberBounds(elementType);
        all = new NumberBounds(elementType);
    }

    @Override
    void add(ColumnBlock block, int number) {
        long mask = block.present(number);
        int next = block.first(number);
        for (int i = 0; i < block.records(); i++) {
            if ((mask >>> i & 1) == 0) {
                entry(0, column.optional() ? 0 : listLevel());
            } else {
                long place = block.values()[next++];
                add(block.elements(), ColumnBlock.start(place), ColumnBlock.length(place));
            }
        }
        rows += block.records();
        if (rows >= PAGE_ROWS || size * Long.BYTES >= PAGE_BYTES) {
            completePage();
        }
    }

    private void add(long[] elements, int start, int length) {
        if (length == 0) {
            entry(0, listLevel());
        } else if (nested) {
            int at = start;
            for (int i = 0; i < length; i++) {
                int count = (int) elements[at++];
                addElements(elements, at, count, i == 0 ? 0 : 1, 2);
                at += count;
            }
        } else {
            addElements(elements, start, length, 0, 1);
        }
    }

    /**
     * Adds the elements of the innermost list.
     *
     * @param first repetition of the first element
     * @param depth repetition of the others
     */
    private void addElements(long[] elements, int start, int count, int first, int depth) {
        if (count == 0) {
            // Only a row in a list of rows: the list around it is not empty.
            entry(first, listLevel() + 1);
            return;
        }
        for (int i = 0; i < count; i++) {
            entry(i == 0 ? first : depth, mostLevel());
        }
        if (numbers.length - size < count) {
            numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, size + count));
        }
        System.arraycopy(elements, start, numbers, size, count);
        size += count;
    }

    /** Definition level of an empty list. */
    private int listLevel() {
        return column.optional() ? 1 : 0;
    }

    /** Definition level of an element. */
    private int mostLevel() {
        return listLevel() + (nested ? 2 : 1);
    }

    private void entry(int repetition, int definition) {
        if (entries == repetitions.length) {
            int more = Math.max(ColumnBlock.RECORDS, 2 * entries);
            repetitions = Arrays.copyOf(repetitions, more);
            definitions = Arrays.copyOf(definitions, more);
        }
        repetitions[entries] = repetition;
        definitions[entries++] = definition;
    }

    private void completePage() {
        PageBytes out = workspace.page();
        out.clear();
        putLevels(repetitions, nested ? 2 : 1, out);
        putLevels(definitions, mostLevel(), out);
        page.clear();
        page.add(numbers, size);
        all.add(page);
        int encoding = values.encode(numbers, size, workspace);
        chunk.add(workspace.dataPage(entries, encoding), rows, entries, entries - size, encoding, page);
        rows = 0;
        entries = 0;
        size = 0;
    }

    private void putLevels(int[] levels, int most, PageBytes out) {
        int start = out.size();
        out.putInt(0);
        HybridRle.encode(levels, entries, HybridRle.width(most), out);
        out.setInt(start, out.size() - start - Integer.BYTES);
    }

    @Override
    ColumnChunk endChunk() {
        if (rows > 0) {
            completePage();
        }
        values.endChunk(chunk, workspace);
        chunk.setBounds(all);
        return chunk;
    }

    @Override
    long memory() {
        return chunk.compressedBytes() + (long) size * Long.BYTES + 2L * entries * Integer.BYTES + values.memory();
    }
}
