package io.flowjay.protocol.tls;

/**
 * JA3 and JA3S (github.com/salesforce/ja3): what a hello lists, decimal, in wire order, without GREASE.
 *
 * @param text {@code version,ciphers,extensions,groups,point formats}, of a server {@code version,cipher,extensions}
 * @param hash MD5 of the text, lower-case hex
 */
public record Ja3(String text, String hash) {
    /** What stands for the fingerprint of a hello in the form of SSL 2.0, for which there is none. */
    static final Ja3 NONE = new Ja3("", "");

    private Ja3(String text) {
        this(text, Digests.md5(text));
    }

    /** The fingerprint of a client. */
    static Ja3 of(ClientHello hello) {
        ClientExtensions extensions = hello.extensions;
        return new Ja3(String.join(
                ",",
                Integer.toString(hello.legacyVersion),
                joined(Grease.without(hello.cipherSuites)),
                joined(Grease.without(extensions.types)),
                joined(Grease.without(extensions.groups)),
                joined(extensions.pointFormats)));
    }

    /** The fingerprint of a server, JA3S. */
    public static Ja3 of(ServerHello hello) {
        if (hello.isSsl2()) {
            return NONE;
        }
        return new Ja3(
                hello.legacyVersion + "," + hello.cipherSuite() + "," + joined(Grease.without(hello.extensionTypes)));
    }

    private static String joined(int[] values) {
        StringBuilder text = new StringBuilder(6 * values.length);
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "-").append(values[i]);
        }
        return text.toString();
    }
}
