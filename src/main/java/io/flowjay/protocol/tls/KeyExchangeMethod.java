package io.flowjay.protocol.tls;

/** The layouts of a ServerKeyExchange, by cipher suite (IANA "TLS Cipher Suites"). */
enum KeyExchangeMethod {
    /** ECDHE_* and ECDH_anon_* (RFC 8422 section 5.4). */
    ECDHE(false),
    /** ECDHE_PSK_* (RFC 5489 section 2). */
    ECDHE_PSK(true),
    /** DHE_* and DH_anon_* (RFC 5246 section 7.4.3). */
    DHE(false),
    /** DHE_PSK_* (RFC 4279 section 3). */
    DHE_PSK(true),
    /** No parameters that tell a group. */
    NONE(false);

    /** First and last suite of ranges. */
    private static final int[] ECDHE_SUITES = {
        0xc006, 0xc00a, 0xc010, 0xc019, 0xc023, 0xc024, 0xc027, 0xc028, 0xc02b, 0xc02c, 0xc02f, 0xc030, 0xc048, 0xc049,
        0xc04c, 0xc04d, 0xc05c, 0xc05d, 0xc060, 0xc061, 0xc072, 0xc073, 0xc076, 0xc077, 0xc086, 0xc087, 0xc08a, 0xc08b,
        0xc0ac, 0xc0af, 0xcc13, 0xcc14, 0xcca8, 0xcca9
    };

    private static final int[] ECDHE_PSK_SUITES = {
        0xc033, 0xc03b, 0xc070, 0xc071, 0xc09a, 0xc09b, 0xccac, 0xccac, 0xd001, 0xd003, 0xd005, 0xd005
    };
    private static final int[] DHE_SUITES = {
        0x0011, 0x001b, 0x0032, 0x0034, 0x0038, 0x003a, 0x0040, 0x0040, 0x0044, 0x0046, 0x0063, 0x0063, 0x0065, 0x0067,
        0x006a, 0x006d, 0x0087, 0x0089, 0x0099, 0x009b, 0x009e, 0x009f, 0x00a2, 0x00a3, 0x00a6, 0x00a7, 0x00bd, 0x00bf,
        0x00c3, 0x00c5, 0xc042, 0xc047, 0xc052, 0xc053, 0xc056, 0xc057, 0xc05a, 0xc05b, 0xc07c, 0xc07d, 0xc080, 0xc081,
        0xc084, 0xc085, 0xc09e, 0xc09f, 0xc0a2, 0xc0a3, 0xcc15, 0xcc15, 0xccaa, 0xccaa
    };
    private static final int[] DHE_PSK_SUITES = {
        0x002d, 0x002d, 0x008e, 0x0091, 0x00aa, 0x00ab, 0x00b2, 0x00b5, 0xc066, 0xc067, 0xc06c, 0xc06d, 0xc090, 0xc091,
        0xc096, 0xc097, 0xc0a6, 0xc0a7, 0xc0aa, 0xc0ab, 0xccad, 0xccad
    };

    /** Whether a hint at the pre-shared key's identity comes first. */
    final boolean hasIdentityHint;

    KeyExchangeMethod(boolean hasIdentityHint) {
        this.hasIdentityHint = hasIdentityHint;
    }

    static KeyExchangeMethod of(int cipherSuite) {
        if (isIn(ECDHE_SUITES, cipherSuite)) {
            return ECDHE;
        }
        if (isIn(DHE_SUITES, cipherSuite)) {
            return DHE;
        }
        if (isIn(ECDHE_PSK_SUITES, cipherSuite)) {
            return ECDHE_PSK;
        }
        return isIn(DHE_PSK_SUITES, cipherSuite) ? DHE_PSK : NONE;
    }

    private static boolean isIn(int[] ranges, int cipherSuite) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (cipherSuite >= ranges[i] && cipherSuite <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
