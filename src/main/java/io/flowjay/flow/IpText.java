package io.flowjay.flow;

/**
 * Addresses as text: IPv4 dotted decimal; IPv6 as glibc's inet_ntop writes it, which is RFC 5952 with the deprecated
 * IPv4-compatible addresses in mixed form too.
 */
final class IpText {
    private static final int GROUPS = 8;

    private IpText() {}

    /**
     * The text of an address.
     *
     * @param version 4 or 6
     * @param high first 64 bits of an IPv6 address, 0 for IPv4
     * @param low last 64 bits, of which IPv4 uses the lower 32
     */
    static String of(int version, long high, long low) {
        StringBuilder text = new StringBuilder(39);
        if (version == 4) {
            appendIpv4(text, (int) low);
        } else {
            appendIpv6(text, high, low);
        }
        return text.toString();
    }

    private static void appendIpv4(StringBuilder text, int address) {
        text.append(address >>> 24)
                .append('.')
                .append(address >>> 16 & 0xff)
                .append('.')
                .append(address >>> 8 & 0xff)
                .append('.')
                .append(address & 0xff);
    }

    private static void appendIpv6(StringBuilder text, long high, long low) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
            groups[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xffff;
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = 0;
            while (i + length < GROUPS && groups[i + length] == 0) {
                length++;
            }
            if (length > runLength) {
                runStart = i;
                runLength = length;
            }
            i += length;
        }
        // The mixed form: ::ffff:1.2.3.4 (IPv4-mapped) and ::1.2.3.4 (IPv4-compatible).
        boolean mixed = runStart == 0 && (runLength == 6 || (runLength == 5 && groups[5] == 0xffff));
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            if (mixed && i == 6) {
                if (text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                appendIpv4(text, (int) low);
                return;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
    }
}
