package io.flowjay.protocol.http2;

import io.flowjay.wire.Bytes;

/**
 * The one setting that frames are read by, SETTINGS_MAX_FRAME_SIZE (RFC 9113 section 6.5).
 *
 * <pre>
 *  Identifier (16), Value (32)
 * </pre>
 */
final class Settings {
    /** Bytes of one setting. */
    static final int ENTRY = 6;
    /** What holds before anything is announced, and the smallest value that may be (section 6.5.2). */
    static final int INITIAL_MAX_FRAME_SIZE = 1 << 14;

    private static final int LARGEST_MAX_FRAME_SIZE = (1 << 24) - 1;
    private static final int MAX_FRAME_SIZE = 0x5;

    private int maxFrameSize = INITIAL_MAX_FRAME_SIZE;
    private boolean malformed;

    /** Takes the {@link #ENTRY} bytes of one setting. Of several frame sizes the largest holds, for frames may be under way. */
    void entry(byte[] data, int at) {
        long value = Bytes.u32be(data, at + Short.BYTES);
        if (Bytes.u16be(data, at) == MAX_FRAME_SIZE) {
            malformed |= value < INITIAL_MAX_FRAME_SIZE || value > LARGEST_MAX_FRAME_SIZE;
            if (value <= LARGEST_MAX_FRAME_SIZE) {
                maxFrameSize = Math.max(maxFrameSize, (int) value);
            }
        }
    }

    /** Notes the length of a SETTINGS frame's payload, which must be of whole settings (section 6.5). */
    void length(int bytes) {
        malformed |= bytes % ENTRY != 0;
    }

    /** Takes what a SETTINGS frame carries; an incomplete last setting is ignored. */
    void payload(byte[] data) {
        length(data.length);
        for (int at = 0; at + ENTRY <= data.length; at += ENTRY) {
            entry(data, at);
        }
    }

    /** Whether any of them broke the rules of section 6.5. */
    boolean malformed() {
        return malformed;
    }

    int maxFrameSize() {
        return maxFrameSize;
    }
}
