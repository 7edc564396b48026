package io.flowjay.feature.heuristic.application;

import org.jspecify.annotations.Nullable;

/** IP protocols that are an application by themselves, by their numbers (IANA Protocol Numbers). */
final class IpApplications {
    private IpApplications() {}

    /** The name of a protocol that carries no other one; null for TCP, UDP and those without a name. */
    static @Nullable String of(int protocol) {
        return switch (protocol) {
            case 1 -> "ICMP";
            case 2 -> "IGMP";
            case 4 -> "IP_in_IP";
            case 8 -> "EGP";
            case 47 -> "GRE";
            case 50, 51 -> "IPSec";
            case 58 -> "ICMPV6";
            case 89 -> "OSPF";
            case 103 -> "IP_PIM";
            case 112 -> "VRRP";
            case 113 -> "PGM";
            case 132 -> "SCTP";
            default -> null;
        };
    }
}
