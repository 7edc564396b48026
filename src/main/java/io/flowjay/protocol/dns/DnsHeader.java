package io.flowjay.protocol.dns;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.Bytes;
import io.flowjay.wire.MalformedException;

/**
 * The first 12 bytes of a message (RFC 1035 section 4.1.1).
 *
 * <pre>
 *  ID (16)
 *  QR (1) OPCODE (4) AA (1) TC (1) RD (1) RA (1) Z (1) AD (1) CD (1) RCODE (4)
 *  QDCOUNT (16) ANCOUNT (16) NSCOUNT (16) ARCOUNT (16)
 * </pre>
 *
 * @param id ties a response to its query
 * @param flags the second line
 * @param questions entries of the question section
 * @param answers records of the answer section
 * @param authorities records of the authority section
 * @param additionals records of the additional section
 */
record DnsHeader(int id, int flags, int questions, int answers, int authorities, int additionals) {
    static final int LENGTH = 12;

    /** QR in the third byte. */
    private static final int RESPONSE = 0x80;

    private static final int MAX_QUESTIONS = 16;
    private static final int MIN_QUESTION = 5;
    private static final int MIN_RECORD = 11;

    /** QUERY, IQUERY, STATUS, NOTIFY, UPDATE and DSO, a bit each. */
    private static final int OPCODES = 0b111_0111;

    static DnsHeader read(ByteCursor message) throws MalformedException {
        DnsHeader header =
                new DnsHeader(message.u16(), message.u16(), message.u16(), message.u16(), message.u16(), message.u16());
        if (!isOpcode(header.flags)) {
            throw message.malformed("unknown opcode");
        }
        if (header.questions > MAX_QUESTIONS) {
            throw message.malformed("too many questions");
        }
        // Multicast queries list the answers that are known already, and have no id (RFC 6762 sections 7.1 and 18.1).
        if (!header.isResponse() && header.opcode() == 0 && header.answers > 0 && header.id != 0) {
            throw message.malformed("query with answers");
        }
        return header;
    }

    /**
     * Whether a message may start here, told without reading further or allocating.
     *
     * @param data holds at least the {@link #LENGTH} bytes of a header
     * @param at where the header starts
     * @param length bytes that the whole message has
     */
    static boolean mayStart(byte[] data, int at, int length) {
        int questions = Bytes.u16be(data, at + 4);
        int records = Bytes.u16be(data, at + 6) + Bytes.u16be(data, at + 8) + Bytes.u16be(data, at + 10);
        return isOpcode(Bytes.u16be(data, at + 2))
                && questions <= MAX_QUESTIONS
                && LENGTH + questions * MIN_QUESTION + records * MIN_RECORD <= length;
    }

    /** Whether a message may be the response to a query of this id, told without reading further or allocating. */
    static boolean mayAnswer(int queryId, Payload message) {
        return mayBeResponse(message) && message.u16At(0) == queryId;
    }

    /** Whether a message may be a response, told without reading further or allocating. */
    static boolean mayBeResponse(Payload message) {
        return message.remaining() >= LENGTH && (message.u8At(2) & RESPONSE) != 0;
    }

    private static boolean isOpcode(int flags) {
        return (OPCODES >> (flags >> 11 & 0xf) & 1) != 0;
    }

    boolean isResponse() {
        return bit(15);
    }

    int opcode() {
        return flags >> 11 & 0xf;
    }

    boolean authoritative() {
        return bit(10);
    }

    boolean truncated() {
        return bit(9);
    }

    boolean recursionDesired() {
        return bit(8);
    }

    boolean recursionAvailable() {
        return bit(7);
    }

    /** Z, which is always 0. */
    boolean reserved() {
        return bit(6);
    }

    boolean authenticated() {
        return bit(5);
    }

    int responseCode() {
        return flags & 0xf;
    }

    int records() {
        return answers + authorities + additionals;
    }

    private boolean bit(int number) {
        return (flags >> number & 1) != 0;
    }
}
