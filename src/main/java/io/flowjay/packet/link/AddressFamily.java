package io.flowjay.packet.link;

import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.frame.Frame;

/** Address families of the socket interface, whose numbers differ between systems. */
final class AddressFamily {
    private static final int INET = 2;

    private AddressFamily() {}

    static Outcome decode(Frame frame, long family, int at) {
        if (family == INET) {
            return frame.ipv4(at);
        }
        return isInet6(family) ? frame.ipv6(at) : Ignored.NOT_IP;
    }

    /** Whether a family is one of IP. */
    static boolean isKnown(long family) {
        return family == INET || isInet6(family);
    }

    /** AF_INET6 is 10 on Linux, 23 on Windows, 24 on NetBSD and OpenBSD, 26 on Solaris, 28 on FreeBSD, 30 on macOS. */
    private static boolean isInet6(long family) {
        return family == 10 || family == 23 || family == 24 || family == 26 || family == 28 || family == 30;
    }
}
