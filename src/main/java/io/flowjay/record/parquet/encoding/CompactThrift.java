package io.flowjay.record.parquet.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes structures in Thrift's compact protocol, in which Parquet keeps its metadata (thrift-compact-protocol.md). Fields of a structure
 * are written in ascending order of their ids, which parquet.thrift of parquet-format gives.
 */
public final class CompactThrift {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I8 = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int STOP = 0;
    private static final int MAX_SHORT = 15;
    /** Structures in structures, at most: a footer has six. */
    private static final int MAX_DEPTH = 16;

    private final PageBytes out;
    private final int[] lastIds = new int[MAX_DEPTH];
    private int depth;

    public CompactThrift(PageBytes out) {
        this.out = out;
    }

    /** Ends a structure: the outermost, or the one that was begun last. */
    public void end() {
        out.put(STOP);
        lastIds[depth] = 0;
        depth = Math.max(0, depth - 1);
    }

    /** Starts a structure in a field; {@link #end} ends it. */
    public void struct(int id) {
        field(id, STRUCT);
        depth++;
    }

    /** Starts a structure in a list; {@link #end} ends it. */
    public void element() {
        depth++;
    }

    /** Writes a structure without fields. */
    public void empty(int id) {
        struct(id);
        end();
    }

    public void bool(int id, boolean value) {
        field(id, value ? TRUE : FALSE);
    }

    public void int8(int id, int value) {
        field(id, I8);
        out.put(value);
    }

    public void int16(int id, int value) {
        field(id, I16);
        signed(value);
    }

    public void int32(int id, int value) {
        field(id, I32);
        signed(value);
    }

    public void int64(int id, long value) {
        field(id, I64);
        signed(value);
    }

    public void binary(int id, byte[] value) {
        field(id, BINARY);
        binaryElement(value);
    }

    public void text(int id, String value) {
        binary(id, value.getBytes(UTF_8));
    }

    public void structs(int id, int count) {
        list(id, STRUCT, count);
    }

    public void int32s(int id, int... values) {
        list(id, I32, values.length);
        for (int value : values) {
            signed(value);
        }
    }

    public void int64s(int id, long[] values, int count) {
        list(id, I64, count);
        for (int i = 0; i < count; i++) {
            signed(values[i]);
        }
    }

    public void bools(int id, boolean[] values, int count) {
        list(id, TRUE, count);
        for (int i = 0; i < count; i++) {
            out.put(values[i] ? TRUE : FALSE);
        }
    }

    public void binaries(int id, int count) {
        list(id, BINARY, count);
    }

    public void textElement(String value) {
        binaryElement(value.getBytes(UTF_8));
    }

    /** Writes an element of a list of the structure {@code KeyValue}. */
    public void keyValue(String key, String value) {
        element();
        text(1, key);
        text(2, value);
        end();
    }

    public void binaryElement(byte[] value) {
        out.putVarint(value.length);
        out.put(value);
    }

    private void list(int id, int type, int count) {
        field(id, LIST);
        if (count < MAX_SHORT) {
            out.put((count << 4) | type);
        } else {
            out.put((MAX_SHORT << 4) | type);
            out.putVarint(count);
        }
    }

    private void field(int id, int type) {
        int delta = id - lastIds[depth];
        if (delta <= 0 || delta > MAX_SHORT) {
            throw new IllegalArgumentException("field " + id + " does not follow field " + lastIds[depth]);
        }
        out.put((delta << 4) | type);
        lastIds[depth] = id;
    }

    private void signed(long value) {
        out.putVarint((value << 1) ^ (value >> 63));
    }
}
