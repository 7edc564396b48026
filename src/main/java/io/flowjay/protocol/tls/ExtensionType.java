package io.flowjay.protocol.tls;

/** Extensions of a hello that are read or asked for (IANA "TLS ExtensionType Values"). */
public final class ExtensionType {
    public static final int SERVER_NAME = 0;
    public static final int SUPPORTED_GROUPS = 10;
    public static final int EC_POINT_FORMATS = 11;
    public static final int SIGNATURE_ALGORITHMS = 13;
    public static final int ALPN = 16;
    public static final int SESSION_TICKET = 35;
    /** KEY_SHARE of the drafts of TLS 1.3 up to the 22nd. */
    public static final int KEY_SHARE_OF_DRAFTS = 40;

    public static final int PRE_SHARED_KEY = 41;
    public static final int EARLY_DATA = 42;
    public static final int SUPPORTED_VERSIONS = 43;
    public static final int KEY_SHARE = 51;

    /** Every type above is below this: a hello notes those it has seen in a long, one bit for each. */
    static final int LIMIT = Long.SIZE;

    private ExtensionType() {}
}
