package io.flowjay.capture;

import io.flowjay.wire.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * The body of a pcapng Interface Description Block: {@code link type, reserved, snapshot length, options}. An option is
 * {@code code, length, value} padded to 32 bits; options that do not fit into the block end the list.
 */
final class InterfaceBlock {
    private static final int FIXED = 8;
    private static final int OPTION_HEADER = 4;
    private static final int END_OF_OPTIONS = 0;
    private static final int NAME = 2;
    private static final int MAX_NAME_BYTES = 255;
    private static final int TIME_RESOLUTION = 9;
    private static final int FCS_LENGTH = 13;
    private static final int TIME_OFFSET = 14;

    private InterfaceBlock() {}

    static PcapngInterface read(CaptureInput input, long offset, int body, int length, boolean bigEndian)
            throws CaptureException {
        if (length < FIXED) {
            throw input.error(offset, "an interface description of " + length + " bytes has no room for its header");
        }
        byte[] data = input.window();
        int resolution = PcapngInterface.MICROSECONDS;
        int fcsLength = 0;
        long timeOffset = 0;
        String name = null;
        int end = body + length;
        int at = body + FIXED;
        while (end - at >= OPTION_HEADER) {
            int code = u16(data, at, bigEndian);
            int size = u16(data, at + 2, bigEndian);
            at += OPTION_HEADER;
            if (code == END_OF_OPTIONS || size > end - at) {
                break;
            }
            if (code == NAME && size > 0) {
                name = new String(data, at, Math.min(size, MAX_NAME_BYTES), StandardCharsets.UTF_8);
            } else if (code == TIME_RESOLUTION && size == 1) {
                resolution = Bytes.u8(data, at);
            } else if (code == FCS_LENGTH && size == 1) {
                fcsLength = fcsBytes(Bytes.u8(data, at));
            } else if (code == TIME_OFFSET && size == 8) {
                timeOffset = bigEndian ? Bytes.i64be(data, at) : Bytes.i64le(data, at);
            }
            at += (size + 3) & ~3;
        }
        long snapshotLength = bigEndian ? Bytes.u32be(data, body + 4) : Bytes.u32le(data, body + 4);
        return new PcapngInterface(u16(data, body, bigEndian), snapshotLength, resolution, timeOffset, fcsLength, name);
    }

    /** The drafts give the length in bits, and 4 as the example of it: writers follow the one or the other. */
    private static int fcsBytes(int stated) {
        return stated < Byte.SIZE ? stated : stated / Byte.SIZE;
    }

    private static int u16(byte[] data, int at, boolean bigEndian) {
        return bigEndian ? Bytes.u16be(data, at) : Bytes.u16le(data, at);
    }
}
