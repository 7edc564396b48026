package io.flowjay.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Captures put together for tests, after draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng. Settings hold for what follows them;
 * times are nanoseconds since the Unix epoch.
 */
public abstract class Captures {
    protected final ByteArrayOutputStream out = new ByteArrayOutputStream();
    protected ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    protected int linkType = 1;
    private boolean started;

    /** A pcap file: microseconds and little-endian unless set otherwise. */
    public static Pcap pcap() {
        return new Pcap();
    }

    /** A pcapng file with one interface. */
    public static Pcapng pcapng() {
        return new Pcapng();
    }

    public Captures linkType(int type) {
        linkType = type;
        return this;
    }

    public Captures bigEndian() {
        order = ByteOrder.BIG_ENDIAN;
        return this;
    }

    /** Adds a packet that was captured whole. */
    public Captures packet(long nanos, byte[] frame) {
        return packet(nanos, frame, frame.length);
    }

    /** Adds a packet of which only {@code captured} was captured. */
    public Captures packet(long nanos, byte[] captured, int wireLength) {
        start();
        writePacket(nanos, captured, wireLength);
        return this;
    }

    /** Adds bytes as they are. */
    public Captures raw(byte[] bytes) {
        start();
        out.writeBytes(bytes);
        return this;
    }

    public byte[] toBytes() {
        start();
        return out.toByteArray();
    }

    private void start() {
        if (!started) {
            started = true;
            writeHeader();
        }
    }

    protected ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    protected abstract void writeHeader();

    protected abstract void writePacket(long nanos, byte[] captured, int wireLength);

    /** The pcap format. */
    public static final class Pcap extends Captures {
        private boolean nanoseconds;
        private int magic = 0xa1b2c3d4;
        private int linkBits;

        /** Times in nanoseconds. */
        public Pcap nanoseconds() {
            nanoseconds = true;
            magic = 0xa1b23c4d;
            return this;
        }

        /** The variant with 24 bytes in front of each packet. */
        public Pcap modified() {
            magic = 0xa1b2cd34;
            return this;
        }

        /** States the length of a frame check sequence, in bytes. */
        public Pcap fcs(int bytes) {
            linkBits = 0x04000000 | ((bytes / 2) << 28);
            return this;
        }

        @Override
        protected void writeHeader() {
            out.writeBytes(buffer(24)
                    .putInt(magic)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(262_144)
                    .putInt(linkBits | linkType)
                    .array());
        }

        @Override
        protected void writePacket(long nanos, byte[] captured, int wireLength) {
            long fraction = nanos % 1_000_000_000L;
            boolean modified = magic == 0xa1b2cd34;
            out.writeBytes(buffer(modified ? 24 : 16)
                    .putInt((int) (nanos / 1_000_000_000L))
                    .putInt((int) (nanoseconds ? fraction : fraction / 1000))
                    .putInt(captured.length)
                    .putInt(wireLength)
                    .array());
            out.writeBytes(captured);
        }
    }

    /** The pcapng format. */
    public static final class Pcapng extends Captures {
        private byte[] interfaceOptions = new byte[0];
        private int snapshotLength;

        /** Options of the interface, encoded. */
        public Pcapng options(byte[] encoded) {
            interfaceOptions = encoded;
            return this;
        }

        public Pcapng snapshotLength(int bytes) {
            snapshotLength = bytes;
            return this;
        }

        /** Starts a section with one interface. */
        public Pcapng section() {
            writeHeader();
            return this;
        }

        /** Adds a block of any type; the body is padded to 32 bits. */
        public Pcapng block(int type, byte[] body) {
            if (out.size() == 0) {
                writeHeader();
            }
            int length = 12 + ((body.length + 3) & ~3);
            out.writeBytes(buffer(length)
                    .putInt(type)
                    .putInt(length)
                    .put(body)
                    .putInt(length - 4, length)
                    .array());
            return this;
        }

        @Override
        protected void writeHeader() {
            out.writeBytes(buffer(28)
                    .putInt(0x0a0d0d0a)
                    .putInt(28)
                    .putInt(0x1a2b3c4d)
                    .putShort((short) 1)
                    .putShort((short) 0)
                    .putLong(-1)
                    .putInt(28)
                    .array());
            block(
                    1,
                    buffer(8 + interfaceOptions.length)
                            .putShort((short) linkType)
                            .putShort((short) 0)
                            .putInt(snapshotLength)
                            .put(interfaceOptions)
                            .array());
        }

        @Override
        protected void writePacket(long nanos, byte[] captured, int wireLength) {
            long micros = nanos / 1000;
            packet(0, micros, captured, wireLength);
        }

        /** Adds an Enhanced Packet Block with a time in the interface's own units. */
        public Pcapng packet(int interfaceNumber, long units, byte[] captured, int wireLength) {
            return block(
                    6,
                    buffer(20 + captured.length)
                            .putInt(interfaceNumber)
                            .putInt((int) (units >>> 32))
                            .putInt((int) units)
                            .putInt(captured.length)
                            .putInt(wireLength)
                            .put(captured)
                            .array());
        }
    }
}
