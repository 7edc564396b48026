package io.flowjay.feature.heuristic.application;

/** Forms of messages that both TCP and UDP carry. */
final class SharedSignatures {
    private SharedSignatures() {}

    /** A message of Kerberos 5 without the length that TCP puts before it (RFC 4120 section 5.10: application tags 10 to 30; pvno 5). */
    static boolean isKerberos(Start start, int at) {
        int tag = start.u8(at);
        if (tag < 0x6a || tag > 0x7e) {
            return false;
        }
        int sequence = start.afterDerLength(at + 1);
        int version = sequence < 0 || start.u8(sequence) != 0x30 ? -1 : start.afterDerLength(sequence + 1);
        return version >= 0 && (start.u8(version) & 0xfe) == 0xa0 && start.u32(version + 1) == 0x03020105L;
    }

    /** An LDAPMessage (RFC 4511 section 4.1.1): a message id, then the application tag of an operation. */
    static boolean isLdap(Start start) {
        int id = start.u8(0) == 0x30 ? start.afterDerLength(1) : -1;
        int idLength = id < 0 || start.u8(id) != 0x02 ? -1 : start.u8(id + 1);
        if (idLength < 1 || idLength > 4) {
            return false;
        }
        return switch (start.u8(id + 2 + idLength)) {
            case 0x42,
                    0x4a,
                    0x50,
                    0x60,
                    0x61,
                    0x63,
                    0x64,
                    0x65,
                    0x66,
                    0x67,
                    0x68,
                    0x69,
                    0x6b,
                    0x6c,
                    0x6d,
                    0x6e,
                    0x6f,
                    0x73,
                    0x77,
                    0x78,
                    0x79 -> true;
            default -> false;
        };
    }

    /** A message of SNMP: version, then a community (RFC 1157, RFC 1901) or the header of version 3 (RFC 3412 section 6). */
    static boolean isSnmp(Start start) {
        int version = start.u8(0) == 0x30 ? start.afterDerLength(1) : -1;
        if (version < 0 || start.u16(version) != 0x0201) {
            return false;
        }
        int number = start.u8(version + 2);
        int next = start.u8(version + 3);
        return ((number == 0 || number == 1) && next == 0x04) || (number == 3 && next == 0x30);
    }

    /** SIP (RFC 3261 section 7). */
    static boolean isSip(Start start) {
        return start.isText()
                && (start.startsWith("SIP/2.0 ")
                        || (start.startsWith(
                                        "INVITE ",
                                        "REGISTER ",
                                        "OPTIONS ",
                                        "ACK ",
                                        "BYE ",
                                        "CANCEL ",
                                        "SUBSCRIBE ",
                                        "NOTIFY ",
                                        "MESSAGE ",
                                        "INFO ",
                                        "PRACK ",
                                        "UPDATE ",
                                        "REFER ",
                                        "PUBLISH ")
                                && (start.contains(" sip:") || start.contains(" sips:") || start.contains(" tel:"))));
    }

    /** A message of STUN, with its magic cookie (RFC 8489 section 5). */
    static boolean isStun(Start start) {
        int length = start.u16(2);
        return (start.u16(0) & 0xc000) == 0
                && length >= 0
                && length % 4 == 0
                && start.u32(4) == 0x2112a442L
                && length + 20 <= start.length();
    }

    /** A call of ONC RPC to the port mapper, NFS or its mount service (RFC 5531 section 9, RFC 1833, RFC 1813), or a reply. */
    static boolean isNfs(Start start, int at) {
        long program = start.u32(at + 12);
        return start.u32(at + 4) == 0
                && start.u32(at + 8) == 2
                && (program == 100_000 || program == 100_003 || program == 100_005);
    }

    /** The encapsulation header of EtherNet/IP (CIP volume 2, section 2-3): a command, the length of what follows, status 0. */
    static boolean isEthernetIp(Start start) {
        int command = start.u16le(0);
        boolean isCommand =
                command == 0x04 || (command >= 0x63 && command <= 0x66) || command == 0x6f || command == 0x70;
        return isCommand && start.u16le(2) + 24 == start.length() && start.u32le(8) == 0;
    }
}
