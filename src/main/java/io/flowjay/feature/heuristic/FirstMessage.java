package io.flowjay.feature.heuristic;

/** The first payload that one side of a flow sent; filled again for every flow. */
public final class FirstMessage {
    private byte[] bytes = {};
    private int size;
    private int length;

    /**
     * Sets the payload.
     *
     * @param firstBytes holds its first bytes; it is not copied
     * @param known how many of them there are
     * @param wholeLength bytes of the whole payload, 0 when the side sent none
     */
    public void set(byte[] firstBytes, int known, int wholeLength) {
        bytes = firstBytes;
        size = known;
        length = wholeLength;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    int length() {
        return length;
    }
}
