package io.flowjay.sample;

import java.util.List;

/** Bodies of the TLS extensions the sample uses, each with its type and length in front (RFC 8446 section 4.2). */
final class TlsExtension {
    static final int X25519 = 29;
    /** draft-ietf-tls-ecdhe-mlkem: the key share is an ML-KEM-768 key of 1184 bytes, then an X25519 key of 32. */
    static final int X25519_MLKEM768 = 0x11EC;

    private TlsExtension() {}

    static byte[] of(int type, byte... body) {
        return new Bytes().u16(type).vector16(body).toArray();
    }

    static byte[] serverName(String name) {
        byte[] entry = new Bytes().u8(0).vector16(Bytes.ascii(name)).toArray();
        return of(0, new Bytes().vector16(entry).toArray());
    }

    static byte[] statusRequest() {
        return of(5, Bytes.hex("0100000000"));
    }

    static byte[] supportedGroups(int... groups) {
        return of(10, new Bytes().vector16(codes(groups)).toArray());
    }

    static byte[] uncompressedPoints() {
        return of(11, Bytes.hex("0100"));
    }

    static byte[] signatureAlgorithms(int... schemes) {
        return of(13, new Bytes().vector16(codes(schemes)).toArray());
    }

    static byte[] alpn(String... protocols) {
        Bytes names = new Bytes();
        for (String protocol : protocols) {
            names.vector8(Bytes.ascii(protocol));
        }
        return of(16, new Bytes().vector16(names.toArray()).toArray());
    }

    static byte[] applicationSettings(String protocol) {
        byte[] names = new Bytes().vector8(Bytes.ascii(protocol)).toArray();
        return of(0x44CD, new Bytes().vector16(names).toArray());
    }

    static byte[] padding(int length) {
        return of(21, new byte[length]);
    }

    static byte[] extendedMasterSecret() {
        return of(23);
    }

    static byte[] sessionTicket() {
        return of(35);
    }

    static byte[] supportedVersions(int... versions) {
        return of(43, new Bytes().vector8(codes(versions)).toArray());
    }

    /** The server's choice of version. */
    static byte[] selectedVersion(int version) {
        return of(43, codes(version));
    }

    static byte[] pskWithEcdhe() {
        return of(45, Bytes.hex("0101"));
    }

    static byte[] keyShares(List<byte[]> shares) {
        byte[] all = Bytes.concat(shares.toArray(new byte[0][]));
        return of(51, new Bytes().vector16(all).toArray());
    }

    /** One entry of {@link #keyShares}, or the body of the server's own key share. */
    static byte[] keyShare(int group, byte[] key) {
        return new Bytes().u16(group).vector16(key).toArray();
    }

    static byte[] quicTransportParameters(byte[] parameters) {
        return of(57, parameters);
    }

    static byte[] noRenegotiationYet() {
        return of(0xFF01, (byte) 0);
    }

    /** An encrypted-client-hello extension that hides nothing, as browsers send it to every server. */
    static byte[] greaseEncryptedHello(Noise noise) {
        byte[] body = new Bytes()
                .u8(0)
                .u16(1)
                .u16(1)
                .u8(noise.below(256))
                .vector16(noise.bytes(32))
                .vector16(noise.bytes(144))
                .toArray();
        return of(0xFE0D, body);
    }

    static byte[] codes(int... codes) {
        Bytes bytes = new Bytes();
        for (int code : codes) {
            bytes.u16(code);
        }
        return bytes.toArray();
    }
}
