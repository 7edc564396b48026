package io.flowjay.record.parquet.encoding;

/** Decides for a column chunk, page by page, whether a dictionary takes less room than the values themselves. */
public final class DictionaryChoice {
    /** Readers load a dictionary as a whole. */
    private static final int MOST_BYTES = 1 << 20;

    private long plainBytes;
    private long indexBytes;
    private boolean open = true;

    /** Whether the next page may use the dictionary. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Whether a page uses the dictionary, for which all its values are in it by now. The first page that does not pay is the last one that
     * may use it, since its values were added; unless it would be the only one.
     *
     * @param plain bytes of the page's values
     * @param index bytes of their numbers in the dictionary
     * @param dictionary bytes of the dictionary
     */
    public boolean uses(long plain, int index, int dictionary) {
        boolean first = indexBytes == 0;
        plainBytes += plain;
        indexBytes += index;
        boolean pays = indexBytes + dictionary < plainBytes;
        open = pays && dictionary < MOST_BYTES;
        return pays || !first;
    }
}
