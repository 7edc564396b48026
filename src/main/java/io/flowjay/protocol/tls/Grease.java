package io.flowjay.protocol.tls;

import java.util.Arrays;

/** Reserved values that clients mix into their lists so that servers stay tolerant (RFC 8701 section 2). */
final class Grease {
    private Grease() {}

    /** Whether a 16-bit value is one of 0x0A0A, 0x1A1A … 0xFAFA. */
    static boolean is(int value) {
        return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
    }

    /** The values that are none, in their order. */
    static int[] without(int[] values) {
        int[] others = new int[values.length];
        int count = 0;
        for (int value : values) {
            if (!is(value)) {
                others[count++] = value;
            }
        }
        return Arrays.copyOf(others, count);
    }
}
