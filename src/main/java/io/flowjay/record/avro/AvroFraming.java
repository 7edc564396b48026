package io.flowjay.record.avro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What stands before the bytes of a record and says which schema they have. */
public enum AvroFraming {
    /** Avro's single-object encoding: {@code C3 01}, then the schema's fingerprint, 8 bytes, little-endian. */
    SINGLE_OBJECT(10),
    /** Confluent's wire format: {@code 00}, then the schema's id in the registry, 4 bytes, big-endian. */
    REGISTRY(5);

    private static final byte FIRST_MARKER = (byte) 0xc3;
    private static final byte SECOND_MARKER = 1;

    private final int length;

    AvroFraming(int length) {
        this.length = length;
    }

    /** Bytes before the record. */
    public int length() {
        return length;
    }

    /** The framing that a value begins with; null if it is neither, such as JSON. */
    public static @Nullable AvroFraming of(byte[] value) {
        if (value.length >= REGISTRY.length && value[0] == 0) {
            return REGISTRY;
        }
        return value.length >= SINGLE_OBJECT.length && value[0] == FIRST_MARKER && value[1] == SECOND_MARKER
                ? SINGLE_OBJECT
                : null;
    }

    /** The schema's id in the registry that a value with framing {@link #REGISTRY} names. */
    public static int id(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    /** The fingerprint that a value with framing {@link #SINGLE_OBJECT} names. */
    public static long fingerprint(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }

    /** What stands before a record of a schema with this id in the registry. */
    public static byte[] ofId(int id) {
        return ByteBuffer.allocate(REGISTRY.length).put((byte) 0).putInt(id).array();
    }

    /** What stands before a record of a schema with this fingerprint. */
    public static byte[] ofFingerprint(long fingerprint) {
        return ByteBuffer.allocate(SINGLE_OBJECT.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(FIRST_MARKER)
                .put(SECOND_MARKER)
                .putLong(fingerprint)
                .array();
    }
}
