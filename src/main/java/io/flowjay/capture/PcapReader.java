package io.flowjay.capture;

import java.io.IOException;

/**
 * Reads the pcap format (draft-ietf-opsawg-pcap).
 *
 * <pre>
 *  file:   0 magic | 4 major | 6 minor | 8, 12 unused | 16 snapshot length | 20 FCS length, link type [| 24 file length]
 *  record: 0 seconds | 4 fraction | 8 captured length | 12 original length [| 16 interface, protocol, type]
 * </pre>
 */
final class PcapReader implements FileCapture {
    private static final int VERSION = 2;
    /** The tcpdump of DG/UX writes version 543.0, with the lengths exchanged. */
    private static final int DG_UX_VERSION = 543;
    /** Up to this minor version some writers exchanged the two lengths. */
    private static final int SWAPPED_MINOR = 3;

    private static final long HAS_FCS_LENGTH = 0x0400_0000L;
    private static final int NANOS_PER_MICRO = 1000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final CaptureIdentity identity;
    private final CaptureInput input;
    private final PcapVariant variant;
    private final boolean maySwapLengths;
    private final int linkType;
    private final int fcsLength;
    private long packets;

    PcapReader(CaptureIdentity identity, PcapVariant variant) throws IOException {
        this.identity = identity;
        input = identity.input();
        this.variant = variant;
        int headerLength = variant.fileHeaderLength();
        int present = input.available(headerLength);
        if (present < headerLength) {
            throw input.cut(0, "the file header", present, headerLength);
        }
        byte[] data = input.window();
        int at = input.position();
        int major = variant.u16(data, at + 4);
        int minor = variant.u16(data, at + 6);
        if (major != VERSION && (major != DG_UX_VERSION || minor != 0)) {
            throw input.error(4, "pcap version " + major + " is not supported");
        }
        maySwapLengths = minor <= SWAPPED_MINOR;
        long link = variant.u32(data, at + 20);
        linkType = (int) (link & 0xffff);
        fcsLength = (link & HAS_FCS_LENGTH) == 0 ? 0 : (int) (link >>> 28) * 2;
        input.advance(headerLength);
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
        if (input.atEnd()) {
            return false;
        }
        int headerLength = variant.recordHeaderLength();
        long offset = input.offset();
        int present = input.available(headerLength);
        if (present < headerLength) {
            throw input.cut(offset, "a record header", present, headerLength);
        }
        byte[] data = input.window();
        int at = input.position();
        long captured = variant.u32(data, at + 8);
        long original = variant.u32(data, at + 12);
        if (maySwapLengths && captured > original) {
            long swap = captured;
            captured = original;
            original = swap;
        }
        FileCapture.checkLength(input, offset, captured);
        int length = (int) captured;
        present = input.available(headerLength + length);
        if (present < headerLength + length) {
            throw input.cut(offset, "a packet", present - headerLength, length);
        }
        data = input.window();
        at = input.position();
        long fraction = variant.u32(data, at + 4);
        into.time(
                variant.u32(data, at) * NANOS_PER_SECOND
                        + (variant.nanoseconds() ? fraction : fraction * NANOS_PER_MICRO),
                variant.nanoseconds() ? 9 : 6);
        into.bytes(data, at + headerLength, length, FileCapture.wireLength(original, length));
        into.link(linkType, fcsLength, 0, null);
        into.place(++packets, offset);
        input.advance(headerLength + length);
        return true;
    }

    @Override
    public CaptureIdentity identity() {
        return identity;
    }

    @Override
    public CaptureFormat format() {
        return CaptureFormat.PCAP;
    }
}
