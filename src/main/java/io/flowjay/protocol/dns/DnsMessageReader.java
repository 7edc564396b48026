package io.flowjay.protocol.dns;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message (RFC 1035 section 4). The question section must be well-formed; the records after it are read as far as they
 * are.
 *
 * <pre>
 *  question:  QNAME, QTYPE (16), QCLASS (16)
 *  record:    NAME, TYPE (16), CLASS (16), TTL (32), RDLENGTH (16), RDATA
 * </pre>
 */
final class DnsMessageReader {
    private static final int CLASS_MASK = 0x7fff;
    private static final int LARGEST_TTL = 0x7fffffff;
    private static final int MICROSOFT = 'M' << 8 | 'S';
    private static final int NETBIOS_NAME_LENGTH = 32;
    private static final int NETBIOS_NAME = 0x20;
    private static final int NETBIOS_STATUS = 0x21;

    private final ByteCursor message;
    private final boolean cut;
    private String name = "";
    private int type;
    /** Questions and records that are well-formed. */
    private int entries;

    private @Nullable Malformed fault = Malformed.DNS_HEADER;
    private boolean classesKnown = true;
    private int trailing;
    private int extendedCode;
    private int ttls;
    private long minTtl;
    private long maxTtl;

    /**
     * @param message the bytes of a message
     * @param cut whether there were more, which were not captured
     */
    DnsMessageReader(ByteCursor message, boolean cut) {
        this.message = message;
        this.cut = cut;
    }

    /**
     * Reads the message.
     *
     * @throws MalformedException when it is not a message, or its question section is malformed
     */
    DnsMessage read() throws MalformedException {
        DnsHeader header = DnsHeader.read(message);
        fault = null;
        if (isNetbios()) {
            throw message.malformed("NetBIOS name");
        }
        fault = Malformed.DNS_QUESTION;
        for (int i = 0; i < header.questions(); i++) {
            question(i == 0);
        }
        fault = null;
        boolean whole = records(header);
        boolean evident = whole && classesKnown && entries > 0 && (trailing == 0 || hasStrongSigns(header));
        int code = extendedCode << 4 | header.responseCode();
        return new DnsMessage(header, name, type, code, minTtl, maxTtl, evident, trailing);
    }

    /** What of the message is malformed; null when nothing is, or when it is of another protocol. */
    @Nullable
    Malformed fault() {
        return cut ? null : fault;
    }

    private void question(boolean first) throws MalformedException {
        if (first) {
            name = DnsName.read(message);
            type = message.u16();
        } else {
            DnsName.skip(message);
            message.skip(Short.BYTES);
        }
        classesKnown &= isClass(message.u16());
        entries++;
    }

    /** Whether more than the end of the message speaks for DNS: a name other than the root's, a type, and bit Z, which must be 0. */
    private boolean hasStrongSigns(DnsHeader header) {
        return header.questions() > 0 && !name.equals(DnsName.ROOT) && type != 0 && !header.reserved();
    }

    /** Answers whether all records are well-formed. */
    private boolean records(DnsHeader header) {
        try {
            for (int i = 0; i < header.records(); i++) {
                record(i < header.answers(), header.isResponse());
            }
            int rest = message.remaining();
            trailing = isMicrosoftTransfer() ? 0 : rest;
            fault = trailing == 0 ? null : Malformed.DNS_TRAILING_BYTES;
            return true;
        } catch (MalformedException e) {
            fault = Malformed.DNS_RECORD;
            return cut;
        }
    }

    /** Windows' servers put MS after their request for a zone, to be sent several records in a message. */
    private boolean isMicrosoftTransfer() throws MalformedException {
        return type == DnsType.AXFR && message.remaining() == Short.BYTES && message.u16() == MICROSOFT;
    }

    private void record(boolean answer, boolean response) throws MalformedException {
        DnsName.skip(message);
        int recordType = message.u16();
        int recordClass = message.u16();
        long ttl = message.u32();
        message.vector16();
        entries++;
        if (recordType == DnsType.OPT) {
            if (response) {
                extendedCode = (int) (ttl >>> 24);
            }
        } else {
            classesKnown &= isClass(recordClass);
        }
        if (answer) {
            answerTtl(ttl > LARGEST_TTL ? 0 : ttl);
        }
    }

    /** A TTL beyond 31 bits counts as 0 (RFC 2181 section 8). */
    private void answerTtl(long ttl) {
        minTtl = ttls == 0 ? ttl : Math.min(minTtl, ttl);
        maxTtl = Math.max(maxTtl, ttl);
        ttls++;
    }

    /** IN, CS, CH, HS, NONE or ANY; multicast DNS uses the top bit for another purpose (RFC 6762 sections 10.2 and 18.12). */
    private static boolean isClass(int value) {
        int dnsClass = value & CLASS_MASK;
        return (dnsClass >= 1 && dnsClass <= 4) || dnsClass == 254 || dnsClass == 255;
    }

    /** NetBIOS name service has the format of DNS; its names are 32 letters from A to P, its types its own (RFC 1002 section 4.2). */
    private boolean isNetbios() throws MalformedException {
        int start = message.position();
        if (message.remaining() < 1 + NETBIOS_NAME_LENGTH + 1 || message.u8() != NETBIOS_NAME_LENGTH) {
            message.seek(start);
            return false;
        }
        boolean letters = true;
        for (int i = 0; i < NETBIOS_NAME_LENGTH; i++) {
            int letter = message.u8();
            letters &= letter >= 'A' && letter <= 'P';
        }
        message.seek(start);
        if (letters) {
            DnsName.skip(message);
            int netbiosType = message.u16();
            letters = netbiosType == NETBIOS_NAME || netbiosType == NETBIOS_STATUS;
        }
        message.seek(start);
        return letters;
    }
}
