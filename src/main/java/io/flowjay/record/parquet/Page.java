package io.flowjay.record.parquet;

/** A page as it is in a file. */
final class Page {
    private final byte[] bytes;
    private final int uncompressed;

    /**
     * @param bytes its header and compressed content
     * @param uncompressed bytes of the header and of the content before compression
     */
    Page(byte[] bytes, int uncompressed) {
        this.bytes = bytes;
        this.uncompressed = uncompressed;
    }

    byte[] bytes() {
        return bytes;
    }

    int uncompressed() {
        return uncompressed;
    }
}
