package io.flowjay.capture;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One packet as it lies in the reader's buffer. It is filled again by each {@link CaptureReader#next} and valid until then.
 *
 * <p>What a reader hands out is a packet of interest unless {@link #kind()} says otherwise.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class RawPacket {
    /** What {@link #timestampNanos()} answers for a packet without a time. */
    public static final long NO_TIMESTAMP = Long.MIN_VALUE;

    /** What a reader handed out. */
    public enum Kind {
        /** A packet. */
        PACKET,
        /** A packet that the capture filter leaves out. */
        FILTERED_OUT,
        /** No packet: a live capture tells that every packet before {@link #timestampNanos()} has been handed out. */
        CLOCK
    }

    private Kind kind = Kind.PACKET;
    private byte[] data = new byte[0];
    private int offset;
    private int capturedLength;
    private int wireLength;
    private long timestampNanos = NO_TIMESTAMP;
    private int timestampDigits;
    private int linkType;
    private int fcsLength;
    private int interfaceId;
    private @Nullable String interfaceName;
    private long number;
    private long fileOffset;

    void bytes(byte[] buffer, int start, int captured, int wire) {
        data = buffer;
        offset = start;
        capturedLength = captured;
        wireLength = wire;
        kind = Kind.PACKET;
    }

    void kind(Kind other) {
        kind = other;
    }

    void time(long nanos, int digits) {
        timestampNanos = nanos;
        timestampDigits = digits;
    }

    void link(int type, int fcs, int interfaceNumber, @Nullable String nameOfInterface) {
        linkType = type;
        fcsLength = fcs;
        interfaceId = interfaceNumber;
        interfaceName = nameOfInterface;
    }

    void place(long packetNumber, long recordOffset) {
        number = packetNumber;
        fileOffset = recordOffset;
    }

    /** What this is. */
    public Kind kind() {
        return kind;
    }

    /** The array that holds the frame. */
    public byte[] data() {
        return data;
    }

    /** Where the frame starts in {@link #data()}. */
    public int offset() {
        return offset;
    }

    /** Bytes of the frame that were captured. */
    public int capturedLength() {
        return capturedLength;
    }

    /** Bytes that the frame had on the wire. */
    public int wireLength() {
        return wireLength;
    }

    /** Capture time in nanoseconds since the Unix epoch, or {@link #NO_TIMESTAMP}. */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** Whether the capture says when the packet came; a pcapng Simple Packet Block does not. */
    public boolean hasTimestamp() {
        return timestampNanos != NO_TIMESTAMP;
    }

    /** Decimal digits of a second that the capture's clock carries: 6, or 9 when it is finer than a microsecond. */
    public int timestampDigits() {
        return timestampDigits;
    }

    /** LINKTYPE_ value of the interface (tcpdump.org "Link-layer header types"). */
    public int linkType() {
        return linkType;
    }

    /** Bytes of frame check sequence at the end of the frame, where the capture states it; else 0. */
    public int fcsLength() {
        return fcsLength;
    }

    /**
     * Number of the pcapng interface, counted through all sections; 0 for pcap. After about 2 billion interfaces, later sections
     * share the highest numbers.
     */
    public int interfaceId() {
        return interfaceId;
    }

    /** Name of the interface (pcapng if_name), up to 255 bytes of it; null when the capture has none. */
    public @Nullable String interfaceName() {
        return interfaceName;
    }

    /** 1-based number of the packet in the capture. */
    public long number() {
        return number;
    }

    /** Offset of the packet's record or block in the uncompressed content. */
    public long fileOffset() {
        return fileOffset;
    }
}
