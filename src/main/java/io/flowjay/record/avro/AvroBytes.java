package io.flowjay.record.avro;

import io.flowjay.json.OutputBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Values in Avro's binary encoding (specification of Avro 1.12, "Binary encoding"). */
final class AvroBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Most bytes of an int or a long; a double has fewer. */
    static final int MAX_NUMBER_BYTES = 10;

    private static final int BITS_PER_BYTE = 7;
    private static final int MORE = 0x80;

    private AvroBytes() {}

    /** Adds an int or a long. */
    static void number(long value, OutputBytes out) {
        int at = out.room(MAX_NUMBER_BYTES);
        out.wrote(number(value, out.array(), at));
    }

    /**
     * Writes an int or a long: zigzag, 7 bits a byte, the lowest first.
     *
     * @return where the next value starts
     */
    static int number(long value, byte[] bytes, int from) {
        int at = from;
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & -MORE) != 0) {
            bytes[at++] = (byte) (rest | MORE);
            rest >>>= BITS_PER_BYTE;
        }
        bytes[at] = (byte) rest;
        return at + 1;
    }

    /** Adds a double. */
    static void float64(double value, OutputBytes out) {
        int at = out.room(Double.BYTES);
        out.wrote(float64(value, out.array(), at));
    }

    /**
     * Writes a double.
     *
     * @return where the next value starts
     */
    static int float64(double value, byte[] bytes, int from) {
        LONGS.set(bytes, from, Double.doubleToRawLongBits(value));
        return from + Double.BYTES;
    }

    /** Adds a string; surrogates that have no partner are replaced by U+FFFD. */
    static void text(String text, OutputBytes out) {
        int before = out.size();
        // The number of bytes is that of characters unless one of them is not ASCII.
        number(text.length(), out);
        int start = out.size();
        out.utf8(text);
        int length = out.size() - start;
        if (length != text.length()) {
            byte[] utf8 = Arrays.copyOfRange(out.array(), start, out.size());
            out.truncate(before);
            number(length, out);
            out.raw(utf8);
        }
    }
}
