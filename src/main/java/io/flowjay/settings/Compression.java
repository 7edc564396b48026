package io.flowjay.settings;

import org.apiguardian.api.API;

/** How the producer compresses what it sends; Kafka's {@code compression.type}. */
@API(status = API.Status.STABLE, since = "0.1.0")
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
