package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;

/** Fields that several messages share. */
final class HelloFields {
    static final int RANDOM_LENGTH = 32;

    private HelloFields() {}

    /** The numbers that fill the rest of a vector. */
    static int[] u16s(ByteCursor vector) throws MalformedException {
        int[] values = new int[vector.remaining() / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.u16();
        }
        if (vector.hasRemaining()) {
            throw vector.malformed("odd length of a list of 16-bit numbers");
        }
        return values;
    }

    static int[] u8s(ByteCursor vector) throws MalformedException {
        int[] values = new int[vector.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.u8();
        }
        return values;
    }

    /** A byte string whose length of 8 bits precedes it, one character a byte. */
    static String opaque8(ByteCursor cursor) throws MalformedException {
        ByteCursor content = cursor.vector8();
        return content.latin1(content.remaining());
    }

    static boolean contains(int[] values, int wanted) {
        for (int value : values) {
            if (value == wanted) {
                return true;
            }
        }
        return false;
    }
}
