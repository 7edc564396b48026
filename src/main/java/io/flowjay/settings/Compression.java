package io.flowjay.settings;

/** How the producer compresses what it sends; Kafka's {@code compression.type}. */
public enum Compression implements Choice {
    NONE("none"),
    GZIP("gzip"),
    SNAPPY("snappy"),
    LZ4("lz4"),
    ZSTD("zstd");

    private final String text;

    Compression(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
