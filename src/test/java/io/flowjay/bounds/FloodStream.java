package io.flowjay.bounds;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** A pcap file of any length that is made while it is read: Ethernet, IPv4, a microsecond between two packets. */
final class FloodStream extends InputStream {
    /** What the packets are. */
    enum Kind {
        /** A SYN from another address and port each. */
        SYN,
        /** One connection's segments of 1000 bytes, to and fro. */
        GIANT,
        /** The same of three connections in turn. */
        ELEPHANTS,
        /** SYN and SYN+ACK of another connection each. */
        HALF_OPEN,
        /** Segments of 200,000 connections that take turns. */
        MANY,
        /** The first fragment of another UDP datagram each, 1000 bytes, no second one. */
        FRAGMENT
    }

    private static final int ETHERNET = 14;
    private static final int BATCH = 512;
    private static final byte[] MACS = HexFormat.of().parseHex("0200000000020200000000010800");
    private static final int CLIENT = 0x0a000000;
    private static final int SERVER = 0xc0000202;

    private final Kind kind;
    private final long packets;
    private final ByteBuffer buffer = ByteBuffer.allocate(BATCH * 1200).limit(0);
    private long next = -1;

    FloodStream(Kind kind, long packets) {
        this.kind = kind;
        this.packets = packets;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (!buffer.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

    private boolean fill() {
        buffer.clear();
        if (next < 0) {
            buffer.order(ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(0xa1b2c3d4)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(65535)
                    .putInt(1);
            next = 0;
        }
        for (int i = 0; i < BATCH && next < packets; i++) {
            put(next++);
        }
        buffer.flip();
        return buffer.hasRemaining();
    }

    private void put(long i) {
        int captured = kind == Kind.FRAGMENT ? ETHERNET + 20 + 1000 : ETHERNET + 40;
        int payload = kind == Kind.GIANT || kind == Kind.ELEPHANTS ? 1000 : 0;
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(1_700_000_000 + (int) (i / 1_000_000)).putInt((int) (i % 1_000_000));
        buffer.putInt(captured).putInt(captured + payload);
        buffer.order(ByteOrder.BIG_ENDIAN).put(MACS);
        switch (kind) {
            case SYN -> tcp(CLIENT + (int) (i >>> 8), SERVER, 1024 + (int) (i & 0xff), 80, 0x02, 0);
            case GIANT -> {
                boolean back = (i & 1) == 1;
                tcp(back ? SERVER : CLIENT, back ? CLIENT : SERVER, back ? 80 : 1024, back ? 1024 : 80, 0x10, payload);
            }
            case ELEPHANTS -> {
                boolean back = i / 3 % 2 == 1;
                int port = 1024 + (int) (i % 3);
                tcp(back ? SERVER : CLIENT, back ? CLIENT : SERVER, back ? 80 : port, back ? port : 80, 0x10, payload);
            }
            case HALF_OPEN -> {
                boolean back = (i & 1) == 1;
                int client = CLIENT + (int) (i >>> 9);
                int port = 1024 + (int) ((i >>> 1) & 0xff);
                tcp(
                        back ? SERVER : client,
                        back ? client : SERVER,
                        back ? 80 : port,
                        back ? port : 80,
                        back ? 0x12 : 0x02,
                        0);
            }
            case MANY -> {
                int connection = (int) (i % 200_000);
                tcp(CLIENT + (connection >>> 8), SERVER, 1024 + (connection & 0xff), 80, 0x10, 0);
            }
            case FRAGMENT -> {
                ip(CLIENT + (int) (i >>> 16), SERVER, 1000, (int) (i & 0xffff), 0x2000, 17);
                buffer.putInt(0x04000035).putInt(0x07d80000).put(new byte[992]);
            }
        }
    }

    private void tcp(int source, int destination, int sourcePort, int destinationPort, int flags, int payload) {
        ip(source, destination, 20 + payload, 1, 0x4000, 6);
        buffer.putShort((short) sourcePort)
                .putShort((short) destinationPort)
                .putInt(1)
                .putInt(1);
        buffer.put((byte) 0x50).put((byte) flags).putShort((short) 0xffff).putInt(0);
    }

    private void ip(int source, int destination, int length, int id, int fragment, int protocol) {
        buffer.put((byte) 0x45).put((byte) 0).putShort((short) (20 + length)).putShort((short) id);
        buffer.putShort((short) fragment).put((byte) 64).put((byte) protocol).putShort((short) 0);
        buffer.putInt(source).putInt(destination);
    }
}
