package io.flowjay.protocol.tls;

import java.util.HexFormat;

/** Protocol versions as they are on the wire (RFC 8446 section 4.1.2, RFC 9147 section 5.3). */
public final class TlsVersion {
    private static final int TLS_1_3 = 0x0304;

    private static final int FIRST_OF_DTLS = 0xfe00;
    private static final int FIRST_DRAFT = 0x7f00;
    private static final int LAST_DRAFT_WITHOUT_SESSION_ID = 0x7f15;

    private TlsVersion() {}

    /** The version's name, or {@code Unknown (0x….)}. */
    public static String name(int version) {
        return switch (version) {
            case Ssl2Hello.VERSION -> "SSL 2.0";
            case 0x0300 -> "SSL 3.0";
            case 0x0301 -> "TLS 1.0";
            case 0x0302 -> "TLS 1.1";
            case 0x0303 -> "TLS 1.2";
            case TLS_1_3 -> "TLS 1.3";
            case 0xfeff -> "DTLS 1.0";
            case 0xfefd -> "DTLS 1.2";
            case 0xfefc -> "DTLS 1.3";
            default -> "Unknown (0x" + HexFormat.of().toHexDigits((short) version) + ")";
        };
    }

    /**
     * Whether a ServerHello with this version field has neither session id nor compression, as drafts 0 to 21 of TLS 1.3 had it.
     * The first of them wrote 0x0304, which TLS 1.3 itself never has in that field.
     */
    static boolean hasShortServerHello(int version) {
        return version == TLS_1_3 || (version >= FIRST_DRAFT && version <= LAST_DRAFT_WITHOUT_SESSION_ID);
    }

    /** Whether one version is newer than another; the numbers of DTLS count down. */
    static boolean isNewer(int version, int than) {
        return rank(version) > rank(than);
    }

    private static int rank(int version) {
        return version >= FIRST_OF_DTLS ? 0x10000 - version : version;
    }
}
