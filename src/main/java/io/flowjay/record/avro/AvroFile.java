package io.flowjay.record.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordFile;
import io.flowjay.settings.AvroCompression;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * An object container file (specification of Avro 1.12, "Object Container Files"): a header with the schema, then blocks of records.
 * The sync marker is made of the schema, so that the same records are the same bytes.
 */
final class AvroFile implements RecordFile {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final byte[] NOTHING = {};
    private static final int SYNC_BYTES = 16;
    private static final int HEADER_ENTRIES = 2;
    /** About 500 records: of larger blocks Zstandard makes hardly less. */
    private static final int BLOCK_BYTES = 1 << 20;

    private final AvroSchema schema;
    private final AvroCompression compression;
    private final AvroCodec codec;
    private final byte[] sync;

    AvroFile(AvroSchema schema, AvroCompression compression) {
        this.schema = schema;
        this.compression = compression;
        codec = AvroCodec.of(compression);
        sync = sync(schema);
    }

    private static byte[] sync(AvroSchema schema) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(schema.text().getBytes(UTF_8));
            return Arrays.copyOf(hash, SYNC_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }

    @Override
    public byte[] separator() {
        return NOTHING;
    }

    @Override
    public void begin(OutputBytes out) {
        out.raw(MAGIC);
        AvroBytes.number(HEADER_ENTRIES, out);
        AvroBytes.text("avro.schema", out);
        AvroBytes.text(schema.text(), out);
        AvroBytes.text("avro.codec", out);
        AvroBytes.text(compression.text(), out);
        AvroBytes.number(0, out);
        out.raw(sync);
    }

    @Override
    public int blockBytes() {
        return BLOCK_BYTES;
    }

    @Override
    public void compress(OutputBytes batch) {
        codec.compress(batch);
    }

    @Override
    public void beforeBatch(int records, int bytes, OutputBytes out) {
        AvroBytes.number(records, out);
        AvroBytes.number(bytes, out);
    }

    @Override
    public void afterBatch(OutputBytes out) {
        out.raw(sync);
    }
}
