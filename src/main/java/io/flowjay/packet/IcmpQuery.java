package io.flowjay.packet;

/** ICMP messages that ask and answer, told apart by an identifier and a sequence number (RFC 792, RFC 950, RFC 4443 section 4). */
public final class IcmpQuery {
    /** Stands for messages that have no identifier. */
    public static final int NONE = -1;

    private IcmpQuery() {}

    /**
     * The type of the request that a message is, or answers.
     *
     * @param protocol protocol number of ICMP or ICMPv6
     * @param type the message's type
     * @return the type, or {@link #NONE}
     */
    public static int request(int protocol, int type) {
        return protocol == IpProtocol.ICMP ? icmp(type) : icmpv6(type);
    }

    private static int icmp(int type) {
        return switch (type) {
            case 0, 8 -> 8; // echo reply, echo
            case 13, 14 -> 13; // timestamp, timestamp reply
            case 15, 16 -> 15; // information request, reply
            case 17, 18 -> 17; // address mask request, reply
            default -> NONE;
        };
    }

    private static int icmpv6(int type) {
        return type == 128 || type == 129 ? 128 : NONE; // echo request, reply
    }
}
