package io.flowjay.record.parquet;

import io.flowjay.record.parquet.encoding.DictionaryChoice;
import io.flowjay.record.parquet.encoding.Format;
import io.flowjay.record.parquet.encoding.HybridRle;
import io.flowjay.record.parquet.encoding.NumberDictionary;
import io.flowjay.record.parquet.encoding.PageBytes;
import java.util.Arrays;

/** Encodes the numbers of a column chunk, page by page: by a dictionary as long as that takes less room. */
final class NumberValues {
    private final DictionaryChoice choice = new DictionaryChoice();
    private NumberDictionary dictionary = new NumberDictionary();

    /** Bytes of memory that the dictionary takes. */
    int memory() {
        return dictionary.memory();
    }

    /**
     * Adds values to a page.
     *
     * @return their encoding
     */
    int encode(long[] values, int count, PageWorkspace workspace) {
        PageBytes out = workspace.page();
        if (count > 0 && choice.isOpen()) {
            int[] found = workspace.ints(count);
            dictionary.find(values, count, found);
            int start = out.size();
            int width = HybridRle.width(dictionary.size() - 1);
            out.put(width);
            HybridRle.encode(found, count, width, out);
            if (uses(count, out, start)) {
                return Format.RLE_DICTIONARY;
            }
        }
        out.putLongs(values, count);
        return Format.PLAIN;
    }

    /**
     * Adds one value, repeated, to a page.
     *
     * @return the encoding
     */
    int encode(long value, int count, PageWorkspace workspace) {
        PageBytes out = workspace.page();
        if (choice.isOpen()) {
            int found = dictionary.find(value);
            int start = out.size();
            int width = HybridRle.width(dictionary.size() - 1);
            out.put(width);
            HybridRle.run(found, count, width, out);
            if (uses(count, out, start)) {
                return Format.RLE_DICTIONARY;
            }
        }
        long[] values = workspace.longs(count);
        Arrays.fill(values, 0, count, value);
        out.putLongs(values, count);
        return Format.PLAIN;
    }

    private boolean uses(int count, PageBytes out, int start) {
        boolean uses = choice.uses((long) count * Long.BYTES, out.size() - start, dictionary.bytes());
        if (!uses) {
            out.truncate(start);
            dictionary = new NumberDictionary();
        }
        return uses;
    }

    /** Adds the dictionary to a chunk whose pages use it. */
    void endChunk(ColumnChunk chunk, PageWorkspace workspace) {
        if (chunk.usesDictionary()) {
            PageBytes out = workspace.page();
            out.clear();
            dictionary.write(out);
            chunk.setDictionary(workspace.dictionaryPage(dictionary.size()));
        }
    }
}
