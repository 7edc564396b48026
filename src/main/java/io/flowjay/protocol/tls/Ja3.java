package io.flowjay.protocol.tls;

/**
 * JA3 and JA3S (github.com/salesforce/ja3): what a hello lists, decimal, in wire order, without GREASE.
 *
 * @param text {@code version,ciphers,extensions,groups,point formats}, of a server {@code version,cipher,extensions}
 */
public record Ja3(String text) {
    private static final int USUAL_LENGTH = 256;

    /** The fingerprint of a client. */
    public static Ja3 of(ClientHello hello) {
        ClientExtensions extensions = hello.extensions;
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append(hello.legacyVersion);
        appendList(text, hello.cipherSuites);
        appendList(text, extensions.types);
        appendList(text, extensions.groups);
        appendList(text, extensions.pointFormats);
        return new Ja3(text.toString());
    }

    /** The fingerprint of a server, JA3S. */
    public static Ja3 of(ServerHello hello) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH)
                .append(hello.legacyVersion)
                .append(',')
                .append(hello.cipherSuite());
        appendList(text, hello.extensionTypes);
        return new Ja3(text.toString());
    }

    /** MD5 of the text, lower-case hex. */
    public String hash() {
        return Digests.md5(text);
    }

    /** One-byte values are never GREASE, so that the rule for the two-byte ones does for all. */
    private static void appendList(StringBuilder text, int[] values) {
        char separator = ',';
        for (int value : values) {
            if (!Grease.is(value)) {
                text.append(separator).append(value);
                separator = '-';
            }
        }
        if (separator == ',') {
            text.append(separator);
        }
    }
}
