package io.flowjay.packet.frame;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;

/** IANA "NSH Next Protocol" (RFC 8300 section 2.2), which VXLAN-GPE shares (draft-ietf-nvo3-vxlan-gpe section 3.2). */
public final class NextProtocol {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int ETHERNET = 3;
    private static final int NSH = 4;
    private static final int MPLS = 5;

    private NextProtocol() {}

    /** Decodes what a number announces. */
    public static Outcome decode(Frame frame, int protocol, int at) {
        return switch (protocol) {
            case IPV4 -> frame.ipv4(at);
            case IPV6 -> frame.ipv6(at);
            case ETHERNET -> frame.ethernet(at);
            case NSH -> frame.etherType(EtherType.NSH, at);
            case MPLS -> frame.etherType(EtherType.MPLS_UNICAST, at);
            default -> Ignored.NOT_IP;
        };
    }
}
