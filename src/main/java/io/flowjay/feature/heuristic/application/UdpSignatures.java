package io.flowjay.feature.heuristic.application;

import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.flow.Flow;
import org.jspecify.annotations.Nullable;

/** Protocols over UDP by the first payload of each side. */
final class UdpSignatures {
    private UdpSignatures() {}

    /** The name of the protocol; null for an unknown one. */
    static @Nullable String of(Flow flow, Start client, Start server) {
        String asked = message(flow, client);
        return asked != null ? asked : message(flow, server);
    }

    private static @Nullable String message(Flow flow, Start start) {
        if (start.isEmpty()) {
            return null;
        }
        String named = onItsPort(flow, start);
        if (named != null) {
            return named;
        }
        String text = start.isText() ? text(start) : null;
        return text != null ? text : binary(flow, start);
    }

    /** Formats that are too plain without the port. */
    private static @Nullable String onItsPort(Flow flow, Start start) {
        if (Ports.has(flow, 137) && start.u8(12) == 32 && start.length() >= 50) {
            // RFC 1002 section 4.2.1: a name of 32 encoded characters
            return "NetBIOS";
        }
        if (Ports.has(flow, 138) && start.u8(0) >= 0x10 && start.u8(0) <= 0x16) {
            // RFC 1002 section 4.4.1
            return "NetBIOS";
        }
        if ((Ports.has(flow, 67) || Ports.has(flow, 68))
                && (start.u8(0) == 1 || start.u8(0) == 2)
                && start.length() >= 240) {
            // RFC 2131 section 2
            return "DHCP";
        }
        if ((Ports.has(flow, 546) || Ports.has(flow, 547)) && start.u8(0) >= 1 && start.u8(0) <= 36) {
            // RFC 8415 section 7.3
            return "DHCPV6";
        }
        if (Ports.has(flow, 123) && start.length() >= 12 && (start.u8(0) >> 3 & 7) >= 1 && (start.u8(0) & 7) >= 1) {
            // RFC 5905 section 7.3, RFC 9327
            return "NTP";
        }
        if (Ports.has(flow, 500) && isIsakmp(start, 0)) {
            // RFC 7296 section 3.1
            return "IPSec";
        }
        if (Ports.has(flow, 4500)
                && ((start.u32(0) == 0 && isIsakmp(start, 4)) || start.u32(0) > 0xff || start.length() == 1)) {
            // RFC 3948 section 2: IKE after a marker, ESP, or a keepalive
            return "IPSec";
        }
        if (isRadiusPort(flow)
                && start.u8(0) >= 1
                && start.u8(0) <= 45
                && start.u16(2) >= 20
                && start.u16(2) <= start.length()) {
            // RFC 2865 section 3
            return "Radius";
        }
        if ((Ports.has(flow, 2123) || Ports.has(flow, 2152)) && isGtp(start)) {
            return "GTP";
        }
        if (Ports.has(flow, 44_818) && SharedSignatures.isEthernetIp(start)) {
            return "EthernetIP";
        }
        if (Ports.has(flow, 47_808) && start.u8(0) == 0x81 && start.u16(2) == start.length()) {
            // ASHRAE 135 annex J.2
            return "BACnet";
        }
        return Ports.has(flow, 5683) && start.u8(0) >> 6 == 1 && (start.u8(0) & 0xf) <= 8 ? "COAP" : null;
    }

    private static boolean isIsakmp(Start start, int at) {
        int version = start.u8(at + 17);
        return (version == 0x10 || version == 0x20) && start.u32(at + 24) >= 28 && start.u32(at + 24) <= start.length();
    }

    private static boolean isRadiusPort(Flow flow) {
        return Ports.has(flow, 1812) || Ports.has(flow, 1813) || Ports.has(flow, 1645) || Ports.has(flow, 1646);
    }

    /** 3GPP TS 29.060 section 6 and TS 29.274 section 5.1. */
    private static boolean isGtp(Start start) {
        int version = start.u8(0) >> 5;
        return (version == 1 && (start.u8(0) & 0x10) != 0 && start.u16(2) + 8 <= start.length())
                || (version == 2 && start.u16(2) + 4 <= start.length());
    }

    private static @Nullable String text(Start start) {
        if (start.startsWith("M-SEARCH *", "NOTIFY *", "HTTP/1.1 200")) {
            // UPnP Device Architecture 2.0 section 1
            return "SSDP";
        }
        if (start.startsWith("BT-SEARCH *", "d1:ad2:id20:", "d1:rd2:id20:", "d2:ip6:", "d1:el")) {
            // BEP 14, BEP 5, BEP 42
            return "BitTorrent";
        }
        if (SharedSignatures.isSip(start)) {
            return "SIP";
        }
        if ((start.startsWith("<?xml") && start.contains("soap"))
                || start.startsWith("<soap:Envelope", "<s:Envelope")) {
            // WS-Discovery 1.1 section 2.4: SOAP over UDP
            return "WSD";
        }
        if (start.startsWith("r6fnvWj8")) {
            // DNSCrypt protocol: the magic of a resolver's answer
            return "DNScrypt";
        }
        if (start.startsWith("{\"") && start.contains("\"host_int\"")) {
            // Dropbox LAN sync
            return "Dropbox";
        }
        if (start.startsWith("SpotUdp")) {
            return "Spotify";
        }
        if (start.startsWith("TiVoConnect=")) {
            // TiVo Connect Automatic Machine Discovery Protocol 1.5
            return "TiVoConnect";
        }
        if (start.startsWith("TS\360\237\222\254")) {
            return "Tailscale";
        }
        return start.u8(0) == '<'
                        && (start.u8(2) == '>' || start.u8(3) == '>' || start.u8(4) == '>')
                        && start.u8(1) >= '0'
                        && start.u8(1) <= '9'
                ? "Syslog" // RFC 5424 section 6
                : null;
    }

    private static @Nullable String binary(Flow flow, Start start) {
        if (start.u32(0) == 0x417 && start.u32(4) == 0x27101980L) {
            // BEP 15
            return "BitTorrent";
        }
        if (SharedSignatures.isStun(start)) {
            return "STUN";
        }
        if (SharedSignatures.isKerberos(start, 0)) {
            return "Kerberos";
        }
        if (SharedSignatures.isSnmp(start)) {
            return "SNMP";
        }
        if (SharedSignatures.isLdap(start)) {
            // RFC 1798, MS-ADTS section 6.3.3
            return "LDAP";
        }
        if (SharedSignatures.isNfs(start, 0)) {
            return "NFS";
        }
        if ((start.u16(0) == 1 || start.u16(0) == 2)
                && (start.contains("\000octet") || start.contains("\000netascii") || Ports.has(flow, 69))) {
            // RFC 1350 section 5
            return "TFTP";
        }
        if (isNetFlow(start)) {
            return "NetFlow";
        }
        if (start.u32(0) == 5 && (start.u32(4) == 1 || start.u32(4) == 2) && start.length() >= 28) {
            // sFlow version 5, section 5
            return "sFlow";
        }
        if ((start.u32(0) == 0x01000000L && start.length() == 148)
                || (start.u32(0) == 0x02000000L && start.length() == 92)) {
            // WireGuard: Protocol & Cryptography
            return "WireGuard";
        }
        int opcode = start.u8(0) >> 3;
        if ((opcode == 7 && start.length() == 14 && start.u8(9) == 0 && start.u32(10) == 0)
                || (opcode == 8 && start.length() == 26 && start.u8(9) == 1)) {
            // OpenVPN: a hard reset without authentication
            return "OpenVPN";
        }
        return media(flow, start);
    }

    /** Cisco's NetFlow 5 (24 bytes, and 48 for each record) and 9 (RFC 3954 section 5.1), and IPFIX (RFC 7011 section 3.1). */
    private static boolean isNetFlow(Start start) {
        return switch (start.u16(0)) {
            case 5 -> start.u16(2) >= 1 && start.u16(2) <= 30 && 24 + 48 * start.u16(2) == start.length();
            case 9 ->
                start.u16(2) >= 1
                        && start.u16(2) <= 64
                        && start.u32(8) > 1_000_000_000L
                        && start.u32(8) < 4_000_000_000L;
            case 10 -> start.u16(2) == start.length() && start.u32(4) > 1_000_000_000L;
            default -> false;
        };
    }

    private static @Nullable String media(Flow flow, Start start) {
        if (start.u8(0) == 0x47 && start.length() > 0 && start.length() % 188 == 0) {
            // ISO/IEC 13818-1 section 2.4.3.2
            return "MPEG_TS";
        }
        if (start.u8(0) >> 6 != 2) {
            return null;
        }
        int type = start.u8(1);
        if (type >= 200 && type <= 207 && 4 * start.u16(2) + 4 <= start.length() && start.length() % 4 == 0) {
            // RFC 3550 section 6.4
            return "RTCP";
        }
        boolean isEven = (flow.initiatorPort() & 1) == 0 && (flow.responderPort() & 1) == 0;
        // RFC 3550 section 5.1 and 11; RFC 3551 section 6: static payload types
        return isEven && start.length() >= 12 && (type & 0x7f) <= 34 ? "RTP" : null;
    }
}
