package io.flowjay.feature.heuristic.application;

import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.flow.Flow;
import org.jspecify.annotations.Nullable;

/** Protocols over TCP by the first payload of each side. */
final class TcpSignatures {
    private TcpSignatures() {}

    /** The name of the protocol; null for an unknown one. */
    static @Nullable String of(Flow flow, Start client, Start server) {
        String dialogue = client.isText() || server.isText() ? dialogue(flow, client, server) : null;
        if (dialogue != null) {
            return dialogue;
        }
        // The answer tells the version of SMB that is spoken.
        String answered = message(flow, server);
        return answered != null ? answered : message(flow, client);
    }

    /** Protocols of lines whose two ends tell only together what they are. */
    private static @Nullable String dialogue(Flow flow, Start client, Start server) {
        if (server.startsWith("220")) {
            // RFC 5321 section 4.2, RFC 959 section 4.2
            if (client.startsWith("EHLO", "HELO", "ehlo", "helo", "LHLO") || isMailPort(flow)) {
                return "SMTP";
            }
            if (client.startsWith("USER ", "user ", "AUTH ", "FEAT", "SYST") || Ports.has(flow, 21)) {
                return "FTP_CONTROL";
            }
        }
        if (client.startsWith("EHLO ", "HELO ") || (client.startsWith("QUIT") && isMailPort(flow))) {
            return "SMTP";
        }
        if (server.startsWith("+OK")
                && (client.isEmpty() || client.startsWith("USER", "APOP", "CAPA", "AUTH", "QUIT", "STLS"))) {
            // RFC 1939 section 3
            return "POP3";
        }
        if (server.startsWith("* OK", "* PREAUTH", "* BYE")) {
            // RFC 9051 section 7.1
            return "IMAP";
        }
        if (client.startsWith("NICK ", "CAP LS", "CAP REQ")
                || (client.startsWith("USER ", "PASS ") && server.startsWith(":", "NOTICE "))
                || server.startsWith("NOTICE AUTH", "NOTICE * :")) {
            // RFC 2812 section 3.1, IRCv3 capability negotiation
            return "IRC";
        }
        return null;
    }

    private static boolean isMailPort(Flow flow) {
        return Ports.has(flow, 25) || Ports.has(flow, 587) || Ports.has(flow, 465);
    }

    private static @Nullable String message(Flow flow, Start start) {
        if (start.isEmpty()) {
            return null;
        }
        String text = start.isText() ? text(start) : null;
        if (text != null) {
            return text;
        }
        String shared = shared(flow, start);
        if (shared != null) {
            return shared;
        }
        String windows = windows(flow, start);
        if (windows != null) {
            return windows;
        }
        String industry = industry(flow, start);
        return industry != null ? industry : store(flow, start);
    }

    private static @Nullable String shared(Flow flow, Start start) {
        if (start.u8(0) == 19 && start.hasAt(1, "BitTorrent protocol")) {
            // BEP 3
            return "BitTorrent";
        }
        if (start.u32(0) == 0xf9beb4d9L) {
            // Magic of Bitcoin's main network, which nDPI calls so
            return "Mining";
        }
        if (SharedSignatures.isSip(start)) {
            return "SIP";
        }
        if (SharedSignatures.isStun(start) || (start.u32(6) == 0x2112a442L && start.u16(0) + 2 == start.length())) {
            // RFC 4571 puts a length before it.
            return "STUN";
        }
        if (start.u32(0) > 0 && start.u32(0) + 4 >= start.length() && SharedSignatures.isKerberos(start, 4)) {
            return "Kerberos";
        }
        if ((start.u8(0) & 0x80) != 0 && SharedSignatures.isNfs(start, 4)) {
            // RFC 5531 section 11: record marking
            return "NFS";
        }
        if (Ports.has(flow, 44_818) && SharedSignatures.isEthernetIp(start)) {
            return "EthernetIP";
        }
        return SharedSignatures.isSnmp(start) ? "SNMP" : SharedSignatures.isLdap(start) ? "LDAP" : null;
    }

    /** Protocols that begin with characters. */
    private static @Nullable String text(Start start) {
        if (start.startsWith("RFB 00")) {
            // RFC 6143 section 7.1.1
            return "VNC";
        }
        if (start.startsWith("GIOP\001")) {
            // CORBA 3.3 part 2, section 9.4
            return "Corba";
        }
        if (start.startsWith(
                "RTSP/1.0 ", "OPTIONS rtsp:", "DESCRIBE rtsp:", "ANNOUNCE rtsp:", "SETUP rtsp:", "PLAY rtsp:")) {
            // RFC 2326
            return "RTSP";
        }
        if (start.startsWith("<stream:stream", "<?xml version='1.0'?><stream", "<?xml version=\"1.0\"?><stream")) {
            // RFC 6120 section 4.7
            return "Jabber";
        }
        if (start.startsWith("@RSYNCD:")) {
            return "RSYNC";
        }
        if (start.startsWith("AMQP\000")) {
            // AMQP 0-9-1 section 4.2.2, OASIS AMQP 1.0 part 2
            return "AMQP";
        }
        if (start.hasAt(4, "git-upload-pack") || start.hasAt(4, "git-receive-pack")) {
            return "Git";
        }
        if (start.startsWith("{") && start.contains("\"mining.")) {
            // Stratum
            return "Mining";
        }
        return null;
    }

    private static @Nullable String windows(Flow flow, Start start) {
        int session = start.u8(0);
        if (session == 0 && start.hasAt(5, "SMB")) {
            // MS-CIFS section 2.2.3.1, MS-SMB2 section 2.2; over TCP on port 445 without NetBIOS (MS-SMB2 section 2.1)
            // A first request may offer both (MS-SMB2 section 3.2.4.2.2.1).
            String version = start.u8(4) == 0xff && !start.contains("\002SMB 2.") ? "SMBv1" : "SMBv23";
            return Ports.has(flow, 445) ? version : "NetBIOS." + version;
        }
        if ((session == 0x81 && start.u16(2) == 68 && start.u8(4) == 32)
                || (start.u32(0) == 0x82000000L && start.length() == 4)
                || (start.u32(0) == 0x83000001L && start.length() == 5)) {
            // RFC 1002 sections 4.3.2 to 4.3.4
            return "NetBIOS";
        }
        if (session == 5
                && start.u8(1) <= 1
                && start.u8(2) <= 19
                && start.u16le(8) >= 16
                && start.u16le(8) <= start.length()
                && (start.u8(4) & 0xef) == 0) {
            // C706 section 12.6.3.1
            return "RPC";
        }
        if ((session == 0x12 || session == 0x10 || session == 0x01)
                && start.u8(1) <= 1
                && start.u16(2) == start.length()
                && start.u8(7) == 0
                && start.length() > 8) {
            // MS-TDS section 2.2.3.1
            return "MsSQL-TDS";
        }
        return null;
    }

    private static @Nullable String industry(Flow flow, Start start) {
        if (start.u16(0) == 0x0300 && start.u16(2) <= start.length() && start.u8(4) >= 2) {
            // RFC 1006 section 6, then X.224
            return Ports.has(flow, 3389) || start.contains("mstshash=")
                    ? "RDP"
                    : Ports.has(flow, 102) ? "s7comm" : null;
        }
        if (start.u8(0) == 0x68
                && start.u8(1) >= 4
                && start.u8(1) <= 253
                && start.u8(1) + 2 <= start.length()
                && isIec104Control(start)) {
            // IEC 60870-5-104 section 5
            return "IEC60870";
        }
        if (start.u16(0) == 0x0564 && start.u8(2) >= 5) {
            // IEEE 1815 section 9.2
            return "DNP3";
        }
        if (Ports.has(flow, 502) && start.u16(2) == 0 && start.u16(4) >= 2 && start.u16(4) + 6 <= start.length()) {
            // Modbus Messaging on TCP/IP section 3.1.3
            return "Modbus";
        }
        if (start.startsWith("HELF", "ACKF", "OPNF")) {
            // OPC 10000-6 section 7.1.2
            return "OPC-UA";
        }
        return null;
    }

    /** An I, S or U frame; the second has nothing in its two upper bits. */
    private static boolean isIec104Control(Start start) {
        int control = start.u8(2);
        return (control & 1) == 0
                || (start.u8(1) == 4
                        && ((control == 1 && start.u8(3) == 0) || ((control & 3) == 3 && start.u8(3) == 0)));
    }

    private static @Nullable String store(Flow flow, Start start) {
        long length = start.u32(0);
        if (start.u8(3) == 0
                && start.u8(4) == 10
                && start.u8(5) >= '3'
                && start.u8(5) <= '9'
                && (start.u8(6) == '.' || start.u8(7) == '.')) {
            // MySQL: HandshakeV10
            return "MySQL";
        }
        if (length == start.length()
                && (start.u32(4) == 0x30000
                        || (length == 8 && start.u32(4) >= 80_877_102L && start.u32(4) <= 80_877_104L))) {
            // PostgreSQL 55.7: StartupMessage, CancelRequest, SSLRequest, GSSENCRequest
            return "PostgreSQL";
        }
        if (start.u16(0) == start.length()
                && start.u16(2) == 0
                && start.u8(4) == 1
                && start.u8(5) == 0
                && start.u16(8) >= 300
                && start.u16(8) < 400) {
            // Oracle Net: a CONNECT packet with its version
            return "Oracle";
        }
        if (start.u8(0) == '*' && start.u8(1) >= '1' && start.u8(1) <= '9' && start.contains("\r\n$")) {
            // Redis serialization protocol: an array of bulk strings
            return "Redis";
        }
        if (start.startsWith("stats\r\n", "STAT ", "VALUE ", "STORED\r\n", "gets ")
                || (Ports.has(flow, 11_211) && start.startsWith("set ", "get ", "add ", "version", "delete "))) {
            // memcached: doc/protocol.txt
            return "Memcached";
        }
        if (start.u32le(0) == start.length()
                && (start.u32le(12) == 2013 || start.u32le(12) == 2004 || start.u32le(12) == 1)) {
            // MongoDB Wire Protocol: a standard message header
            return "MongoDB";
        }
        return network(flow, start);
    }

    private static @Nullable String network(Flow flow, Start start) {
        if (start.u8(0) >= 0x14
                && start.u8(0) <= 0x17
                && start.u8(1) == 3
                && start.u8(2) <= 4
                && start.u16(3) > 0
                && start.u16(3) <= (1 << 14) + 256) {
            // RFC 8446 section 5.2: a record of a connection whose hellos the capture lacks
            return "TLS";
        }
        if (start.u32(0) == 0xffffffffL
                && start.u32(4) == 0xffffffffL
                && start.u32(8) == 0xffffffffL
                && start.u16(16) >= 19
                && start.u8(18) >= 1
                && start.u8(18) <= 5) {
            // RFC 4271 section 4.1
            return "BGP";
        }
        int connect = start.u8(0) == 0x10 ? afterVarint(start, 1) : -1;
        if (connect > 0 && (start.hasAt(connect, "\000\004MQTT") || start.hasAt(connect, "\000\006MQIsdp"))) {
            // OASIS MQTT 5.0 section 3.1
            return "MQTT";
        }
        if (start.u8(0) == 0xff && start.u8(1) >= 0xfa && start.u8(1) <= 0xfe && start.length() >= 3) {
            // RFC 854
            return "Telnet";
        }
        if (start.u8(0) == 1
                && start.u24(1) <= start.length()
                && start.u24(1) >= 20
                && start.u24(1) % 4 == 0
                && (start.u8(4) & 0xf) == 0
                && start.u24(5) >= 257) {
            // RFC 6733 section 3
            return "Diameter";
        }
        if (start.u16(2) == 1 && start.u32(4) == 0x1a2b3c4dL) {
            // RFC 2637 section 2
            return "PPTP";
        }
        if (isSocks(flow, start)) {
            return "SOCKS";
        }
        if (start.u8(0) == 3 && start.length() > 9 && start.u32(5) == 0 && Ports.has(flow, 1935)) {
            // Adobe's RTMP section 5.2
            return "RTMP";
        }
        if ((start.u16(0) == 0x1234 || start.u16(0) == 0x4142) && start.u16(2) + 4 == start.length()) {
            // AJPv13
            return "AJP";
        }
        if ((start.u8(0) == 0xb4 || start.u8(0) == 0xb5) && isZ3950(start)) {
            return "Z3950";
        }
        if (start.u8(0) == 0xe3 && start.u32le(1) + 5 == start.length()) {
            return "eDonkey";
        }
        return openVpn(start);
    }

    /** RFC 1928 section 3, SOCKS 4. */
    static boolean isSocks(Flow flow, Start start) {
        return (start.u8(0) == 5 && start.u8(1) >= 1 && start.u8(1) + 2 == start.length())
                || (start.u8(0) == 4
                        && (start.u8(1) == 1 || start.u8(1) == 2)
                        && start.length() >= 9
                        && start.u16(2) > 0
                        && Ports.has(flow, 1080));
    }

    /** A request or response to initialize, with the protocol version after an optional reference (ISO 23950 section 4.1). */
    private static boolean isZ3950(Start start) {
        int inside = start.afterDerLength(1);
        int version = inside >= 0 && start.u8(inside) == 0x82
                ? start.afterDerLength(inside + 1) + start.u8(inside + 1)
                : inside;
        return version >= 0 && start.u8(version) == 0x83;
    }

    /** OpenVPN: after its length a hard reset of a client or a server (opcodes 7, 8 and 10). */
    private static @Nullable String openVpn(Start start) {
        int opcode = start.u8(2) >> 3;
        boolean isReset = (opcode == 7 || opcode == 8 || opcode == 10) && (start.u8(2) & 7) == 0;
        return isReset && start.u16(0) + 2 == start.length() && start.length() >= 16 ? "OpenVPN" : null;
    }

    private static int afterVarint(Start start, int from) {
        int at = from;
        while (at < from + 4 && (start.u8(at) & 0x80) != 0 && start.u8(at) >= 0) {
            at++;
        }
        return at + 1;
    }
}
