package io.flowjay.sample;

/** What differs between the QUIC versions: RFC 9001 section 5.2 and RFC 9000 section 17.2, RFC 9369 section 3. */
enum QuicVersion {
    V1(0x0000_0001, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic", 0, 2),
    V2(0x6B33_43CF, "0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2", 1, 3);

    final int number;
    private final String initialSalt;
    final String labelPrefix;
    /** Type bits of the long header of an Initial packet. */
    final int initialType;
    /** Type bits of the long header of a Handshake packet. */
    final int handshakeType;

    QuicVersion(int number, String initialSalt, String labelPrefix, int initialType, int handshakeType) {
        this.number = number;
        this.initialSalt = initialSalt;
        this.labelPrefix = labelPrefix;
        this.initialType = initialType;
        this.handshakeType = handshakeType;
    }

    byte[] initialSalt() {
        return Bytes.hex(initialSalt);
    }
}
