package io.flowjay.record.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowjay.record.parquet.encoding.Bounds;
import io.flowjay.record.parquet.encoding.DictionaryChoice;
import io.flowjay.record.parquet.encoding.Format;
import io.flowjay.record.parquet.encoding.HybridRle;
import io.flowjay.record.parquet.encoding.PageBytes;
import io.flowjay.record.parquet.encoding.TextBounds;
import io.flowjay.record.parquet.encoding.TextDictionary;
import java.util.Arrays;

/** A column of texts. */
final class TextColumn extends FlatColumn {
    private final PageBytes text = new PageBytes(0);
    /** Where each text of the page ends. */
    private int[] ends = {};

    private int size;
    /** The text where a record has none and the column is not optional. */
    private final byte[] missingText;

    private final DictionaryChoice choice = new DictionaryChoice();
    private TextDictionary dictionary = new TextDictionary();
    private final TextBounds page = new TextBounds();
    private final TextBounds all = new TextBounds();

    TextColumn(FileColumn column, PageWorkspace workspace) {
        super(column, workspace);
        missingText = column.missingText().getBytes(UTF_8);
    }

    @Override
    void take(ColumnBlock block, int first, int count) {
        if (ends.length - size < count) {
            ends = Arrays.copyOf(ends, Math.max(2 * ends.length, ColumnBlock.RECORDS));
        }
        for (int i = 0; i < count; i++) {
            long place = block.values()[first + i];
            text.put(block.textBytes(), ColumnBlock.start(place), ColumnBlock.length(place));
            ends[size++] = text.size();
        }
    }

    @Override
    int encode(int count) {
        bound(count);
        int encoding = Format.PLAIN;
        if (count > 0 && (!choice.isOpen() || !encodeByDictionary(count))) {
            encodePlain(count);
        } else if (count > 0) {
            encoding = Format.RLE_DICTIONARY;
        }
        all.add(page);
        text.clear();
        size = 0;
        return encoding;
    }

    private void bound(int count) {
        page.clear();
        int start = 0;
        for (int i = 0; i < size; i++) {
            page.add(text.array(), start, ends[i]);
            start = ends[i];
        }
        if (size < count) {
            page.add(missingText, 0, missingText.length);
        }
    }

    private boolean encodeByDictionary(int count) {
        int[] found = workspace.ints(count);
        int missing = missingText.length;
        long plain = (long) count * Integer.BYTES + text.size() + (long) (count - size) * missing;
        if (size < count) {
            Arrays.fill(found, 0, count, dictionary.find(missingText, 0, missing));
        }
        int row = -1;
        int start = 0;
        for (int i = 0; i < size; i++) {
            row = size == count ? i : nextPresent(row + 1);
            found[row] = dictionary.find(text.array(), start, ends[i]);
            start = ends[i];
        }
        PageBytes out = workspace.page();
        int from = out.size();
        int width = HybridRle.width(dictionary.size() - 1);
        out.put(width);
        HybridRle.encode(found, count, width, out);
        boolean uses = choice.uses(plain, out.size() - from, dictionary.bytes());
        if (!uses) {
            out.truncate(from);
            dictionary = new TextDictionary();
        }
        return uses;
    }

    private void encodePlain(int count) {
        PageBytes out = workspace.page();
        int row = -1;
        int start = 0;
        for (int i = 0; i < size; i++) {
            int next = size == count ? i : nextPresent(row + 1);
            putMissing(next - row - 1, out);
            out.putInt(ends[i] - start);
            out.put(text.array(), start, ends[i] - start);
            start = ends[i];
            row = next;
        }
        putMissing(count - row - 1, out);
    }

    private void putMissing(int count, PageBytes out) {
        for (int i = 0; i < count; i++) {
            out.putInt(missingText.length);
            out.put(missingText);
        }
    }

    @Override
    Bounds pageBounds() {
        return page;
    }

    @Override
    void endValues(ColumnChunk complete) {
        if (complete.usesDictionary()) {
            PageBytes out = workspace.page();
            out.clear();
            dictionary.write(out);
            complete.setDictionary(workspace.dictionaryPage(dictionary.size()));
        }
        complete.setBounds(all);
    }

    @Override
    int valueBytes() {
        return text.size() + size * Integer.BYTES;
    }

    @Override
    int dictionaryBytes() {
        return dictionary.memory();
    }
}
