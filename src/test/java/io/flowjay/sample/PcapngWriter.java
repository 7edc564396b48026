package io.flowjay.sample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes a pcapng section (draft-ietf-opsawg-pcapng section 4), little-endian, with one Ethernet interface and nanosecond times. */
final class PcapngWriter {
    private static final long START_SECOND =
            Instant.parse("2026-03-17T09:30:00Z").getEpochSecond();
    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int SNAP_LENGTH = 262_144;

    private final Bytes file = new Bytes();

    PcapngWriter() {
        ByteBuffer section = body();
        section.putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(section, 1, "FlowJay sample: made packets, documentation addresses".getBytes(StandardCharsets.UTF_8));
        endOfOptions(section);
        block(SECTION_HEADER, section);

        ByteBuffer ethernet = body();
        ethernet.putShort((short) 1).putShort((short) 0).putInt(SNAP_LENGTH);
        option(ethernet, 2, "eth0".getBytes(StandardCharsets.UTF_8));
        option(ethernet, 9, new byte[] {9});
        endOfOptions(ethernet);
        block(INTERFACE_DESCRIPTION, ethernet);
    }

    /** The capture's first instant, in seconds since 1970. */
    static long startSecond() {
        return START_SECOND;
    }

    /** @param nanos nanoseconds since the start of the capture */
    void frame(long nanos, byte[] frame) {
        long time = START_SECOND * 1_000_000_000L + nanos;
        ByteBuffer packet = body();
        packet.putInt(0).putInt((int) (time >>> 32)).putInt((int) time);
        packet.putInt(frame.length).putInt(frame.length).put(frame);
        block(ENHANCED_PACKET, packet);
    }

    byte[] toArray() {
        return file.toArray();
    }

    private static ByteBuffer body() {
        return ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void option(ByteBuffer block, int code, byte[] value) {
        block.putShort((short) code).putShort((short) value.length).put(value);
        padToFour(block);
    }

    private static void endOfOptions(ByteBuffer block) {
        block.putInt(0);
    }

    private static void padToFour(ByteBuffer block) {
        while (block.position() % 4 != 0) {
            block.put((byte) 0);
        }
    }

    private void block(int type, ByteBuffer body) {
        padToFour(body);
        int total = body.position() + 12;
        ByteBuffer block = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(type).putInt(total).put(body.flip()).putInt(total);
        file.raw(block.array());
    }
}
