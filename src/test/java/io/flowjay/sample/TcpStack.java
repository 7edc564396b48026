package io.flowjay.sample;

import java.util.ArrayList;
import java.util.List;
import org.pcap4j.packet.TcpEndOfOptionList;
import org.pcap4j.packet.TcpMaximumSegmentSizeOption;
import org.pcap4j.packet.TcpNoOperationOption;
import org.pcap4j.packet.TcpPacket.TcpOption;
import org.pcap4j.packet.TcpSackPermittedOption;
import org.pcap4j.packet.TcpTimestampsOption;
import org.pcap4j.packet.TcpWindowScaleOption;

/** How an operating system opens a TCP connection: first window, and the options of its SYN in its own order. */
enum TcpStack {
    LINUX(64_240, 7, true),
    WINDOWS(64_240, 8, false),
    APPLE(65_535, 6, true),
    /** A port scanner that writes its own SYN, with a segment size and nothing else. */
    SCANNER(1_024, 0, false);

    private static final TcpOption NOP = TcpNoOperationOption.getInstance();
    private static final TcpOption END = TcpEndOfOptionList.getInstance();
    private static final TcpOption SACK_PERMITTED = TcpSackPermittedOption.getInstance();

    private final int window;
    private final int windowShift;
    private final boolean timestamps;

    TcpStack(int window, int windowShift, boolean timestamps) {
        this.window = window;
        this.windowShift = windowShift;
        this.timestamps = timestamps;
    }

    boolean hasTimestamps() {
        return timestamps;
    }

    /** Window field of a SYN, in bytes. */
    int synWindow() {
        return window;
    }

    /** Window field of every later segment, in units of the scale. */
    int window() {
        return (window + (1 << windowShift) - 1) >> windowShift;
    }

    /** @param timestamps false in the answer to a SYN that offered none */
    List<TcpOption> synOptions(int segmentSize, boolean timestamps, long value, long echo) {
        TcpOption size = new TcpMaximumSegmentSizeOption.Builder()
                .maxSegSize((short) segmentSize)
                .correctLengthAtBuild(true)
                .build();
        TcpOption scale = new TcpWindowScaleOption.Builder()
                .shiftCount((byte) windowShift)
                .correctLengthAtBuild(true)
                .build();
        TcpOption stamp = timestamp(value, echo);
        return switch (this) {
            case LINUX ->
                timestamps
                        ? List.of(size, SACK_PERMITTED, stamp, NOP, scale)
                        : List.of(size, NOP, NOP, SACK_PERMITTED, NOP, scale);
            case WINDOWS -> List.of(size, NOP, scale, NOP, NOP, SACK_PERMITTED);
            case APPLE -> List.of(size, NOP, scale, NOP, NOP, stamp, SACK_PERMITTED, END, END);
            case SCANNER -> List.of(size);
        };
    }

    /** Timestamps as every later segment carries them, RFC 7323 appendix A. */
    static List<TcpOption> alignedTimestamp(long value, long echo) {
        return new ArrayList<>(List.of(NOP, NOP, timestamp(value, echo)));
    }

    private static TcpOption timestamp(long value, long echo) {
        return new TcpTimestampsOption.Builder()
                .tsValue((int) value)
                .tsEchoReply((int) echo)
                .correctLengthAtBuild(true)
                .build();
    }
}
