package io.flowjay.packet;

/** Protocol numbers of the IPv4 protocol and IPv6 next-header fields (IANA "Protocol Numbers") that FlowJay treats by name. */
public final class IpProtocol {
    public static final int HOP_BY_HOP = 0;
    public static final int ICMP = 1;
    public static final int IPV4 = 4;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int IPV6 = 41;
    public static final int ROUTING = 43;
    public static final int FRAGMENT = 44;
    public static final int GRE = 47;
    public static final int AUTHENTICATION = 51;
    public static final int ICMPV6 = 58;
    public static final int NO_NEXT_HEADER = 59;
    public static final int DESTINATION_OPTIONS = 60;
    public static final int ETHERIP = 97;
    public static final int PIM = 103;
    public static final int L2TP = 115;
    public static final int SCTP = 132;
    public static final int MPLS = 137;
    public static final int ETHERNET = 143;

    private IpProtocol() {}

    /** Whether the protocol is that of control messages, for IPv4 or for IPv6. */
    public static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMPV6;
    }

    /** Whether the protocol has source and destination ports that FlowJay reads: TCP, UDP, SCTP. */
    public static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == SCTP;
    }
}
