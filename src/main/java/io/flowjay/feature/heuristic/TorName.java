package io.flowjay.feature.heuristic;

/**
 * Host names that Tor makes up at random: {@code www.}, some of the 32 characters {@code a} to {@code z} and {@code 2} to {@code 7},
 * and a top-level domain (crypto_random_hostname() in the source of tor). A client asks for such a name below {@code .com} with 4 to
 * 25 characters; a relay's certificate is for one below {@code .net} with 8 to 20, issued by another (lib/tls/tortls.c and
 * tortls_openssl.c).
 */
final class TorName {
    private static final String PREFIX = "www.";
    private static final String DIGITS = "234567";
    /**
     * Share of each letter in English text, {@code a} to {@code z}, in hundredths of a percent (Lewand, Cryptological Mathematics,
     * 2000).
     */
    private static final int[] ENGLISH = {
        820, 150, 280, 430, 1270, 220, 200, 610, 700, 15, 77, 400, 240, 670, 750, 190, 10, 600, 630, 910, 280, 98, 240,
        15, 200, 7
    };

    /** All of {@link #ENGLISH}. */
    private static final double WHOLE = 10_000;
    /** Share of each digit in names that people choose: few have any. An estimate. */
    private static final double DIGIT = 0.002;

    private static final double RANDOM = 1.0 / 32;

    private TorName() {}

    /** Whether a name has the form of one that a client asks for. */
    static boolean isServerName(String name) {
        return hasForm(name, ".com", 4, 25);
    }

    /** Whether a name has the form of a certificate's subject. */
    static boolean isSubject(String name) {
        return hasForm(name, ".net", 8, 20);
    }

    /** Whether a name has the form of a certificate's issuer, which older versions have below {@code .net} too. */
    static boolean isIssuer(String name) {
        return hasForm(name, ".com", 8, 20) || isSubject(name);
    }

    private static boolean hasForm(String name, String suffix, int least, int most) {
        int length = name.length() - PREFIX.length() - suffix.length();
        if (length < least || length > most || !name.startsWith(PREFIX) || !name.endsWith(suffix)) {
            return false;
        }
        for (int i = PREFIX.length(); i < PREFIX.length() + length; i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && DIGITS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * How much more likely a name is if its characters are random than if they are letters of English, as a logarithm to base 2.
     *
     * @param name one for which {@link #isServerName} is true
     */
    static double randomBits(String name) {
        double bits = 0;
        for (int i = PREFIX.length(); name.charAt(i) != '.'; i++) {
            char c = name.charAt(i);
            bits += Math.log(RANDOM / (c >= 'a' ? ENGLISH[c - 'a'] / WHOLE : DIGIT));
        }
        return bits / Math.log(2);
    }
}
