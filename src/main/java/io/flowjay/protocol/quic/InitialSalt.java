package io.flowjay.protocol.quic;

import java.util.HexFormat;

/** What versions that protect their Initial packets alike have in common: the salt, and the prefix of the key labels. */
enum InitialSalt {
    /** Draft 22. */
    DRAFT_22("7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a", "quic"),
    /** Drafts 23 to 28. */
    DRAFT_23("c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic"),
    /** Drafts 29 to 32. */
    DRAFT_29("afbfec289993d24c9e9786f19c6111e04390a899", "quic"),
    /** RFC 9001 section 5.2, and drafts 33 and 34. */
    V1("38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic"),
    /** RFC 9369 section 3.3. */
    V2("0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2"),
    /** Google's Q050. */
    Q050("504574efd066fe2f9d945cfcdbd3a7f0d3b56b45", "quic"),
    /** Google's T050. */
    T050("7ff579e5acd072915580304c43a2367c60488310", "quic"),
    /** Google's T051. */
    T051("7a4edef4e7ccee5fa4506c19124fc8ccda6e033d", "quic");

    /** Never written. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] salt;

    private final String keyLabel;
    private final String ivLabel;
    private final String headerProtectionLabel;

    InitialSalt(String hex, String prefix) {
        salt = HexFormat.of().parseHex(hex);
        keyLabel = prefix + " key";
        ivLabel = prefix + " iv";
        headerProtectionLabel = prefix + " hp";
    }

    /** Not a copy: not to be written. */
    byte[] bytes() {
        return salt;
    }

    String keyLabel() {
        return keyLabel;
    }

    String ivLabel() {
        return ivLabel;
    }

    String headerProtectionLabel() {
        return headerProtectionLabel;
    }
}
