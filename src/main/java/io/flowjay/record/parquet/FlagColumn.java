package io.flowjay.record.parquet;

import io.flowjay.record.parquet.encoding.Bounds;
import io.flowjay.record.parquet.encoding.Format;
import io.flowjay.record.parquet.encoding.NumberBounds;
import io.flowjay.record.parquet.encoding.PageBytes;
import java.util.Arrays;

/** A column of booleans: single bits. */
final class FlagColumn extends FlatColumn {
    private byte[] flags = {};
    private int size;
    private final NumberBounds page;
    private final NumberBounds all;

    FlagColumn(FileColumn column, PageWorkspace workspace) {
        super(column, workspace);
        page = new NumberBounds(column.type());
        all = new NumberBounds(column.type());
    }

    @Override
    void take(ColumnBlock block, int first, int count) {
        if (flags.length - size < count) {
            flags = Arrays.copyOf(flags, Math.max(2 * flags.length, ColumnBlock.RECORDS));
        }
        for (int i = 0; i < count; i++) {
            flags[size++] = (byte) block.values()[first + i];
        }
    }

    @Override
    int encode(int count) {
        page.clear();
        PageBytes out = workspace.page();
        if (size == count) {
            for (int i = 0; i < count; i += Byte.SIZE) {
                int bits = 0;
                for (int bit = 0; bit < Byte.SIZE && i + bit < count; bit++) {
                    page.add(flags[i + bit]);
                    bits |= flags[i + bit] << bit;
                }
                out.put(bits);
            }
        } else {
            encodeWithMissing(count, out);
        }
        all.add(page);
        size = 0;
        return Format.PLAIN;
    }

    private void encodeWithMissing(int count, PageBytes out) {
        int missing = (int) column.missingNumber();
        page.add(missing);
        int start = out.size();
        out.fill(missing == 0 ? 0 : 0xFF, (count + Byte.SIZE - 1) / Byte.SIZE);
        int row = -1;
        for (int i = 0; i < size; i++) {
            row = nextPresent(row + 1);
            page.add(flags[i]);
            if (flags[i] != missing) {
                out.array()[start + (row >> 3)] ^= (byte) (1 << (row & 7));
            }
        }
    }

    @Override
    Bounds pageBounds() {
        return page;
    }

    @Override
    void endValues(ColumnChunk complete) {
        complete.setBounds(all);
    }

    @Override
    int valueBytes() {
        return size;
    }

    @Override
    int dictionaryBytes() {
        return 0;
    }
}
