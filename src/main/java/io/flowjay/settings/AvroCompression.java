package io.flowjay.settings;

import org.apiguardian.api.API;

/** How the blocks of an Avro container file are compressed; the words are Avro's names of codecs. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum AvroCompression implements Choice {
    NULL("null"),
    DEFLATE("deflate"),
    ZSTANDARD("zstandard");

    private final String text;

    AvroCompression(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
