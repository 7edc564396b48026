package io.flowjay.capture;

import io.flowjay.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.jpountz.lz4.LZ4Factory;

/** LZ4 as other tools write it: blocks that refer to the content of earlier ones (LZ4 Block Format), and legacy frames. */
final class LinkedLz4 {
    private static final int SHORTEST_COPY = 4;
    /** The format's rules for the end of a block: a copy starts 12 bytes before it, and the last 5 are literals. */
    private static final int COPIES_END = 12;

    private static final int LAST_LITERALS = 5;
    private static final int LONGEST_DISTANCE = 65_535;
    private static final int LEGACY_BLOCK = 8 << 20;

    private final byte[] content;
    private final Map<Integer, Integer> seen = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private LinkedLz4(byte[] content) {
        this.content = content;
    }

    /** A frame of linked blocks with at most 64 KiB each, without checksums. */
    static byte[] frame(byte[] content, int blockBytes) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(Layout.hex("04224d18 40 40 c0"));
        LinkedLz4 lz4 = new LinkedLz4(content);
        for (int at = 0; at < content.length; at += blockBytes) {
            byte[] block = lz4.block(at, Math.min(content.length, at + blockBytes));
            word(frame, block.length);
            frame.writeBytes(block);
        }
        word(frame, 0);
        return frame.toByteArray();
    }

    /** A legacy frame. */
    static byte[] legacy(byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(Layout.hex("02214c18"));
        for (int at = 0; at < content.length; at += LEGACY_BLOCK) {
            byte[] part = Arrays.copyOfRange(content, at, Math.min(content.length, at + LEGACY_BLOCK));
            byte[] block = LZ4Factory.safeInstance().fastCompressor().compress(part);
            word(frame, block.length);
            frame.writeBytes(block);
        }
        return frame.toByteArray();
    }

    private byte[] block(int start, int end) {
        out.reset();
        int literals = start;
        int at = start;
        while (at < end - COPIES_END) {
            Integer before = seen.put(word(at), at);
            int length = before != null && at - before <= LONGEST_DISTANCE ? equal(before, at, end - LAST_LITERALS) : 0;
            if (length >= SHORTEST_COPY) {
                sequence(literals, at, length);
                out.write(at - before);
                out.write((at - before) >> 8);
                more(length - SHORTEST_COPY);
                at += length;
                literals = at;
            } else {
                at++;
            }
        }
        sequence(literals, end, SHORTEST_COPY);
        return out.toByteArray();
    }

    private void sequence(int from, int to, int copy) {
        out.write((Math.min(to - from, 15) << 4) | Math.min(copy - SHORTEST_COPY, 15));
        more(to - from);
        out.write(content, from, to - from);
    }

    private void more(int length) {
        if (length >= 15) {
            int left = length - 15;
            for (; left >= 255; left -= 255) {
                out.write(255);
            }
            out.write(left);
        }
    }

    private int equal(int before, int at, int end) {
        int length = 0;
        while (at + length < end && content[before + length] == content[at + length]) {
            length++;
        }
        return length;
    }

    private int word(int at) {
        return (int) Bytes.u32le(content, at);
    }

    private static void word(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >> shift);
        }
    }
}
