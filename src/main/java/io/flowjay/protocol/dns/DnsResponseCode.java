package io.flowjay.protocol.dns;

/** Response codes, extended ones included (IANA "Domain Name System Parameters", RFC 6895 section 2.3). */
final class DnsResponseCode {
    private DnsResponseCode() {}

    /**
     * The mnemonic of a response code.
     *
     * @param code 12 bits
     * @return {@code RCODE} and the number for a code without one here
     */
    public static String text(int code) {
        return switch (code) {
            case 0 -> "NOERROR";
            case 1 -> "FORMERR";
            case 2 -> "SERVFAIL";
            case 3 -> "NXDOMAIN";
            case 4 -> "NOTIMP";
            case 5 -> "REFUSED";
            case 6 -> "YXDOMAIN";
            case 7 -> "YXRRSET";
            case 8 -> "NXRRSET";
            case 9 -> "NOTAUTH";
            case 10 -> "NOTZONE";
            case 16 -> "BADVERS";
            case 23 -> "BADCOOKIE";
            default -> "RCODE" + code;
        };
    }
}
