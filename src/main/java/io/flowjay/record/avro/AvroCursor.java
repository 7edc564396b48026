package io.flowjay.record.avro;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A place in bytes of Avro's binary encoding, with every length checked. For use by one thread. */
final class AvroCursor {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS_PER_BYTE = 7;

    private final byte[] bytes;
    private int at;

    AvroCursor(byte[] bytes, int from) {
        this.bytes = bytes;
        at = from;
    }

    int remaining() {
        return bytes.length - at;
    }

    boolean bool() throws AvroException {
        byte value = bytes[take(1)];
        if (value != 0 && value != 1) {
            throw new AvroException("byte " + (at - 1) + " is " + value + " where a boolean has 0 or 1");
        }
        return value == 1;
    }

    /** An int or a long: zigzag, 7 bits a byte, the lowest first. */
    long number() throws AvroException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS_PER_BYTE) {
            byte next = bytes[take(1)];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new AvroException("the number that ends at byte " + at + " has more than 10 bytes");
    }

    float float32() throws AvroException {
        return Float.intBitsToFloat((int) INTS.get(bytes, take(Float.BYTES)));
    }

    double float64() throws AvroException {
        return Double.longBitsToDouble((long) LONGS.get(bytes, take(Double.BYTES)));
    }

    String text() throws AvroException {
        int length = length(number());
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    /** The branch of a union. */
    int index(int branches) throws AvroException {
        long index = number();
        if (index < 0 || index >= branches) {
            throw new AvroException("byte " + at + ": a union of " + branches + " has no branch " + index);
        }
        return (int) index;
    }

    /** Items of an array's next block; 0 at its end. */
    int blockCount() throws AvroException {
        long count = number();
        if (count < 0) {
            // The block's size follows, for who wants to skip it.
            number();
            count = -count;
        }
        return length(count);
    }

    /** Every item has a byte or more. */
    private int length(long length) throws AvroException {
        if (length < 0 || length > remaining()) {
            throw new AvroException(
                    "byte " + at + ": a length of " + length + " where " + remaining() + " bytes are left");
        }
        return (int) length;
    }

    private int take(int length) throws AvroException {
        if (length > remaining()) {
            throw new AvroException("the record ends early, at byte " + bytes.length);
        }
        int from = at;
        at += length;
        return from;
    }
}
