package io.flowjay.protocol.dns;

/** Resource record types and question types (IANA "Domain Name System Parameters"). */
final class DnsType {
    /** EDNS pseudo-record (RFC 6891). */
    static final int OPT = 41;

    /** Transfer of a whole zone (RFC 5936). */
    static final int AXFR = 252;

    private DnsType() {}

    /**
     * The mnemonic of a type.
     *
     * @param type 16 bits
     * @return {@code TYPE} and the number for a type without one here (RFC 3597 section 5)
     */
    public static String text(int type) {
        return switch (type) {
            case 1 -> "A";
            case 2 -> "NS";
            case 5 -> "CNAME";
            case 6 -> "SOA";
            case 12 -> "PTR";
            case 15 -> "MX";
            case 16 -> "TXT";
            case 28 -> "AAAA";
            case 33 -> "SRV";
            case 35 -> "NAPTR";
            case OPT -> "OPT";
            case 43 -> "DS";
            case 46 -> "RRSIG";
            case 47 -> "NSEC";
            case 48 -> "DNSKEY";
            case 50 -> "NSEC3";
            case 52 -> "TLSA";
            case 64 -> "SVCB";
            case 65 -> "HTTPS";
            case 251 -> "IXFR";
            case AXFR -> "AXFR";
            case 255 -> "ANY";
            case 257 -> "CAA";
            default -> "TYPE" + type;
        };
    }
}
