package io.flowjay.capture;

import java.io.IOException;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Capture filters in the syntax of pcap-filter(7), as tcpdump takes them. libpcap compiles them for a link type and runs them on the
 * bytes of a packet.
 */
public final class CaptureFilter {
    private static final int ETHERNET = 1;
    private static final int IEEE802_11 = 105;
    private static final int LINUX_SLL = 113;
    private static final int RAW = 101;
    /** Link types for which filters differ most: what none of them can be filtered by is wrong. */
    private static final int[] COMMON = {ETHERNET, IEEE802_11, LINUX_SLL, RAW};

    private CaptureFilter() {}

    /**
     * Checks a filter.
     *
     * @param filter the expression; empty for none, which needs no libpcap
     * @return the expression
     * @throws IllegalArgumentException with libpcap's reason, or when libpcap is missing
     */
    public static String check(String filter) {
        if (filter.isBlank()) {
            return "";
        }
        IOException first = null;
        for (int linkType : COMMON) {
            try {
                compile(filter, linkType).free();
                return filter;
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw new IllegalArgumentException(first == null ? filter : first.getMessage(), first);
    }

    /**
     * A capture whose packets are marked {@link RawPacket.Kind#FILTERED_OUT} when they do not match; none is left out, so that all
     * can be counted.
     *
     * @param filter the expression; empty for none
     * @param capture the capture, which the result closes
     */
    public static CaptureReader apply(String filter, CaptureReader capture) {
        return filter.isBlank() ? capture : new FilteredCapture(filter, capture);
    }

    /** A filter for a link type (LINKTYPE_ value); to be freed. */
    static BpfProgram compile(String filter, int linkType) throws IOException {
        return PcapLibrary.call(
                "libpcap refuses the filter \"" + filter + '"',
                () -> Pcaps.compileFilter(
                        FileCapture.MAX_PACKET_BYTES,
                        DataLinkType.getInstance(dataLinkType(linkType)),
                        filter,
                        BpfProgram.BpfCompileMode.OPTIMIZE,
                        PcapHandle.PCAP_NETMASK_UNKNOWN));
    }

    /** libpcap's own number of a link type; a few are not what stands in files (tcpdump.org "Link-layer header types"). */
    private static int dataLinkType(int linkType) {
        return switch (linkType) {
            case 14, RAW -> 12;
            case 100 -> 11;
            case 106 -> 19;
            default -> linkType;
        };
    }

    /** The LINKTYPE_ value of libpcap's own number. */
    static int linkType(int dataLinkType) {
        return switch (dataLinkType) {
            case 12 -> RAW;
            case 11 -> 100;
            case 19 -> 106;
            default -> dataLinkType;
        };
    }
}
