package io.flowjay.cli;

import java.util.Map;

/** What people call IP protocols. */
public final class ProtocolNames {
    private static final Map<Integer, String> NAMES =
            Map.of(1, "ICMP", 2, "IGMP", 6, "TCP", 17, "UDP", 47, "GRE", 50, "ESP", 58, "ICMPv6", 132, "SCTP");

    private ProtocolNames() {}

    /** The name of a protocol number; the number itself where it has none here. */
    public static String of(int number) {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }
}
