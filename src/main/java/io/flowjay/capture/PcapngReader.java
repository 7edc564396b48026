package io.flowjay.capture;

import io.flowjay.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the pcapng format (draft-ietf-opsawg-pcapng): sections of blocks, each {@code type, length, body, length}. Reads packet
 * blocks, interface descriptions, and the lost packets of interface statistics. Skips every other block, such as name resolution
 * and decryption secrets. Keeps the interfaces of the current section and nothing of earlier ones.
 */
final class PcapngReader implements FileCapture {
    /** Block type of a Section Header Block; the same in both byte orders. */
    static final long SECTION_HEADER = 0x0a0d0d0aL;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final long BIG_ENDIAN = 0x1a2b3c4dL;
    private static final long LITTLE_ENDIAN = 0x4d3c2b1aL;
    private static final int BLOCK_HEADER = 8;
    private static final int BLOCK_OVERHEAD = 12;
    private static final int SECTION_HEADER_LENGTH = 28;
    private static final int MAJOR_VERSION = 1;
    /** Longest block that is skipped. Blocks of secrets and names can be long; Wireshark's limit is about the same. */
    private static final int MAX_BLOCK_BYTES = 128 << 20;
    /** Longest block that is held in memory. */
    private static final int MAX_HELD_BLOCK_BYTES = 16 << 20;
    /** Most interfaces of a section, some 50 bytes each; more are an attack on memory. */
    private static final int MAX_INTERFACES = 65_536;
    /** Where the numbering of interfaces through all sections ends: later ones share these numbers, rather than negative ones. */
    private static final int MAX_EARLIER_INTERFACES = Integer.MAX_VALUE - 2 * MAX_INTERFACES;

    private static final int ENHANCED_HEADER = 20;
    private static final int SIMPLE_HEADER = 4;

    private final CaptureIdentity identity;
    private final CaptureInput input;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private final InterfaceStatistics statistics = new InterfaceStatistics();
    private int earlierInterfaces;
    private boolean bigEndian;
    private long packets;

    PcapngReader(CaptureIdentity identity) throws IOException {
        this.identity = identity;
        input = identity.input();
        checkSection();
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
        while (!input.atEnd()) {
            long offset = input.offset();
            int present = input.available(BLOCK_OVERHEAD);
            if (present < BLOCK_OVERHEAD) {
                throw input.cut(offset, "a block", present, BLOCK_OVERHEAD);
            }
            long type = u32(input.position());
            if (type == SECTION_HEADER) {
                startSection();
                continue;
            }
            boolean held = type <= ENHANCED_PACKET && isRead((int) type);
            long length =
                    checkedLength(offset, u32(input.position() + 4), held ? MAX_HELD_BLOCK_BYTES : MAX_BLOCK_BYTES);
            if (!held) {
                if (type == INTERFACE_STATISTICS && length <= InterfaceStatistics.MAX_BLOCK_BYTES) {
                    readStatistics((int) length);
                }
                skipBlock(offset, length);
                continue;
            }
            requireBlock(offset, (int) length);
            int body = input.position() + BLOCK_HEADER;
            int bodyLength = (int) length - BLOCK_OVERHEAD;
            boolean packet = type != INTERFACE_DESCRIPTION;
            if (packet) {
                packet((int) type, into, offset, body, bodyLength);
                into.place(++packets, offset);
            } else {
                describeInterface(offset, body, bodyLength);
            }
            input.advance((int) length);
            if (packet) {
                return true;
            }
        }
        return false;
    }

    /** Ignores a block that is cut: skipping it reports that. */
    private void readStatistics(int length) {
        if (input.available(length) >= length) {
            statistics.read(
                    input.window(),
                    input.position() + BLOCK_HEADER,
                    length - BLOCK_OVERHEAD,
                    bigEndian,
                    interfaces.size());
        }
    }

    private static boolean isRead(int type) {
        return type == ENHANCED_PACKET
                || type == INTERFACE_DESCRIPTION
                || type == SIMPLE_PACKET
                || type == OBSOLETE_PACKET;
    }

    private void packet(int type, RawPacket into, long offset, int body, int length) throws IOException {
        if (type == SIMPLE_PACKET) {
            simplePacket(into, offset, body, length);
        } else {
            timedPacket(type, into, offset, body, length);
        }
    }

    /** {@code interface (EPB: 32 bits; PB: 16 bits and 16 of drops), time high, time low, captured, original, data}. */
    private void timedPacket(int type, RawPacket into, long offset, int body, int length) throws IOException {
        if (length < ENHANCED_HEADER) {
            throw input.error(offset, "a packet block of " + length + " bytes has no room for its header");
        }
        long number = type == ENHANCED_PACKET ? u32(body) : u16(body);
        PcapngInterface source = interfaceOf(offset, number);
        long captured = u32(body + 12);
        checkCaptured(offset, captured, length - ENHANCED_HEADER);
        into.time(nanos(offset, source, u32(body + 4) << 32 | u32(body + 8)), source.timestampDigits());
        into.bytes(input.window(), body + ENHANCED_HEADER, (int) captured, FileCapture.wireLength(u32(body + 16), (int)
                captured));
        into.link(source.linkType(), source.fcsLength(), earlierInterfaces + (int) number, source.name());
    }

    private long nanos(long offset, PcapngInterface source, long units) throws CaptureException {
        try {
            return source.nanos(units);
        } catch (ArithmeticException e) {
            throw input.error(
                    offset,
                    "packet " + (packets + 1) + " has the time " + e.getMessage()
                            + " s since 1970; times are from 1677-09-21 to 2262-04-11");
        }
    }

    /** {@code original, data}: of the section's first interface, without a time. */
    private void simplePacket(RawPacket into, long offset, int body, int length) throws IOException {
        if (length < SIMPLE_HEADER) {
            throw input.error(offset, "a simple packet block of " + length + " bytes has no room for its header");
        }
        PcapngInterface source = interfaceOf(offset, 0);
        long original = u32(body);
        long captured = source.snapshotLength() == 0 ? original : Math.min(original, source.snapshotLength());
        checkCaptured(offset, captured, length - SIMPLE_HEADER);
        into.time(RawPacket.NO_TIMESTAMP, PcapngInterface.MICROSECONDS);
        into.bytes(
                input.window(), body + SIMPLE_HEADER, (int) captured, FileCapture.wireLength(original, (int) captured));
        into.link(source.linkType(), source.fcsLength(), earlierInterfaces, source.name());
    }

    private PcapngInterface interfaceOf(long offset, long number) throws CaptureException {
        if (number >= interfaces.size()) {
            throw input.error(
                    offset, "a packet of interface " + number + ", but the section describes " + interfaces.size());
        }
        return interfaces.get((int) number);
    }

    private void checkCaptured(long offset, long captured, int room) throws CaptureException {
        if (captured > room) {
            throw input.error(offset, "a packet of " + captured + " bytes in a block with room for " + room);
        }
        FileCapture.checkLength(input, offset, captured);
    }

    private void describeInterface(long offset, int body, int length) throws IOException {
        if (interfaces.size() == MAX_INTERFACES) {
            throw input.error(offset, "more than " + MAX_INTERFACES + " interfaces");
        }
        interfaces.add(InterfaceBlock.read(input, offset, body, length, bigEndian));
    }

    private void startSection() throws IOException {
        long offset = input.offset();
        int length = checkSection();
        earlierInterfaces = Math.min(MAX_EARLIER_INTERFACES, earlierInterfaces + interfaces.size());
        interfaces.clear();
        statistics.startSection();
        skipBlock(offset, length);
    }

    /** Reads byte order and version of the section that starts here, and answers the length of its header block. */
    private int checkSection() throws IOException {
        long offset = input.offset();
        int present = input.available(SECTION_HEADER_LENGTH);
        if (present < SECTION_HEADER_LENGTH) {
            throw input.cut(offset, "a section header", present, SECTION_HEADER_LENGTH);
        }
        byte[] data = input.window();
        int at = input.position();
        long order = Bytes.u32be(data, at + BLOCK_HEADER);
        if (order != BIG_ENDIAN && order != LITTLE_ENDIAN) {
            throw input.error(offset + BLOCK_HEADER, "the byte-order magic of a section is " + Long.toHexString(order));
        }
        bigEndian = order == BIG_ENDIAN;
        int major = u16(at + 12);
        if (major != MAJOR_VERSION) {
            throw input.error(offset + 12, "pcapng version " + major + " is not supported");
        }
        long length = checkedLength(offset, u32(at + 4), MAX_BLOCK_BYTES);
        if (length < SECTION_HEADER_LENGTH) {
            throw input.error(offset, "a section header of " + length + " bytes");
        }
        return (int) length;
    }

    private long checkedLength(long offset, long length, int most) throws CaptureException {
        if (length < BLOCK_OVERHEAD || length > most) {
            throw input.error(offset, "a block of " + length + " bytes; blocks have " + BLOCK_OVERHEAD + " to " + most);
        }
        return padded(length);
    }

    /** Some writers state the length without the padding that is there. */
    private static long padded(long length) {
        return (length + 3) & ~3L;
    }

    private void requireBlock(long offset, int length) throws CaptureException {
        int present = input.available(length);
        if (present < length) {
            throw input.cut(offset, "a block", present, length);
        }
        checkTrailer(offset, length, u32(input.position() + length - 4));
    }

    private void skipBlock(long offset, long length) throws CaptureException {
        long skipped = input.skip(length - 4);
        if (skipped < length - 4 || input.available(4) < 4) {
            throw input.cut(offset, "a block", skipped + input.available(4), length);
        }
        checkTrailer(offset, length, u32(input.position()));
        input.advance(4);
    }

    private void checkTrailer(long offset, long length, long trailer) throws CaptureException {
        if (padded(trailer) != length) {
            throw input.error(
                    offset, "a block's lengths differ: " + length + " at its start, " + trailer + " at its end");
        }
    }

    private long u32(int at) {
        return bigEndian ? Bytes.u32be(input.window(), at) : Bytes.u32le(input.window(), at);
    }

    private int u16(int at) {
        return bigEndian ? Bytes.u16be(input.window(), at) : Bytes.u16le(input.window(), at);
    }

    @Override
    public CaptureIdentity identity() {
        return identity;
    }

    @Override
    public CaptureFormat format() {
        return CaptureFormat.PCAPNG;
    }

    @Override
    public long packetsDropped() {
        return statistics.drops();
    }
}
