package io.flowjay.flow;

/** Which ICMP (RFC 792, 950, 1256) and ICMPv6 (RFC 4443, 4861, 2710, 4620, 6275) message types answer each other. */
final class IcmpAnswers {
    private IcmpAnswers() {}

    /** The type that answers, or is answered by, a message type; -1 when there is none. */
    static int of(int ipVersion, int type) {
        return ipVersion == 4 ? icmp(type) : icmpv6(type);
    }

    private static int icmp(int type) {
        return switch (type) {
            case 0 -> 8; // echo reply, echo
            case 8 -> 0;
            case 9 -> 10; // router advertisement, solicitation
            case 10 -> 9;
            case 13 -> 14; // timestamp, timestamp reply
            case 14 -> 13;
            case 15 -> 16; // information request, reply
            case 16 -> 15;
            case 17 -> 18; // address mask request, reply
            case 18 -> 17;
            default -> -1;
        };
    }

    private static int icmpv6(int type) {
        return switch (type) {
            case 128 -> 129; // echo request, reply
            case 129 -> 128;
            case 130 -> 131; // multicast listener query, report
            case 131 -> 130;
            case 133 -> 134; // router solicitation, advertisement
            case 134 -> 133;
            case 135 -> 136; // neighbor solicitation, advertisement
            case 136 -> 135;
            case 139 -> 140; // node information query, response
            case 140 -> 139;
            case 144 -> 145; // home agent address discovery request, reply
            case 145 -> 144;
            default -> -1;
        };
    }
}
