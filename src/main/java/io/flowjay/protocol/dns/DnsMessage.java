package io.flowjay.protocol.dns;

/**
 * What is kept of one message.
 *
 * @param header its first 12 bytes
 * @param name name of the first question as {@link DnsName} writes it; empty without a question
 * @param type type of the first question; 0 without one
 * @param responseCode RCODE, with the upper bits of an OPT record (RFC 6891 section 6.1.3)
 * @param minTtl smallest TTL of the answer section in seconds; 0 when it has no record
 * @param maxTtl largest TTL of the answer section in seconds; 0 when it has no record
 * @param evident whether the bytes can hardly be anything but DNS: there are questions or records, and all of them are well-formed
 * @param trailing bytes after the message
 */
record DnsMessage(
        DnsHeader header,
        String name,
        int type,
        int responseCode,
        long minTtl,
        long maxTtl,
        boolean evident,
        int trailing) {

    /** This record, the header and the name with its text. */
    private static final int FIXED_BYTES = 144;

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        return FIXED_BYTES + name.length();
    }

    /** Whether this response may be to a query: same id, and same question if it repeats one (RFC 5452 section 9.1). */
    boolean answers(DnsMessage query) {
        return header.id() == query.header.id()
                && (header.questions() == 0 || (name.equals(query.name) && type == query.type));
    }
}
