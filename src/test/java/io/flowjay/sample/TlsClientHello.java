package io.flowjay.sample;

import static io.flowjay.sample.TlsExtension.X25519;
import static io.flowjay.sample.TlsExtension.X25519_MLKEM768;

import java.util.ArrayList;
import java.util.List;

/** ClientHello messages, handshake header included, after the order and contents well-known clients use. */
final class TlsClientHello {
    private static final int GREASE_CIPHER = 0x8A8A;
    private static final int GREASE_GROUP = 0x3A3A;
    private static final int GREASE_VERSION = 0x6A6A;
    private static final int GREASE_FIRST = 0x1A1A;
    private static final int GREASE_LAST = 0xCACA;

    private static final int[] BROWSER_CIPHERS = {
        GREASE_CIPHER,
        0x1301,
        0x1302,
        0x1303,
        0xC02B,
        0xC02F,
        0xC02C,
        0xC030,
        0xCCA9,
        0xCCA8,
        0xC013,
        0xC014,
        0x009C,
        0x009D,
        0x002F,
        0x0035
    };
    private static final int[] BROWSER_SIGNATURES = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601};
    private static final int[] LIBRARY_CIPHERS = {
        0x1302, 0x1303, 0x1301, 0xC02C, 0xC030, 0x009F, 0xCCA9, 0xCCA8, 0xCCAA, 0xC02B, 0xC02F, 0x009E, 0xC024, 0xC028,
        0x006B, 0xC023, 0xC027, 0x0067, 0xC00A, 0xC014, 0x0039, 0xC009, 0xC013, 0x0033, 0x009D, 0x009C, 0x003D, 0x003C,
        0x0035, 0x002F, 0x00FF
    };
    private static final int[] LIBRARY_SIGNATURES = {
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080A, 0x080B, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601
    };
    private static final int[] QUIC_CIPHERS = {0x1301, 0x1302, 0x1303};

    private TlsClientHello() {}

    /** A browser before post-quantum key shares, padded to 512 bytes (RFC 7685). */
    static byte[] browser(String name, Noise noise) {
        List<byte[]> extensions = new ArrayList<>(List.of(
                TlsExtension.of(GREASE_FIRST),
                TlsExtension.serverName(name),
                TlsExtension.extendedMasterSecret(),
                TlsExtension.noRenegotiationYet(),
                TlsExtension.supportedGroups(GREASE_GROUP, X25519, 23, 24),
                TlsExtension.uncompressedPoints(),
                TlsExtension.sessionTicket(),
                TlsExtension.alpn("h2", "http/1.1"),
                TlsExtension.statusRequest(),
                TlsExtension.signatureAlgorithms(BROWSER_SIGNATURES),
                TlsExtension.of(18),
                TlsExtension.keyShares(List.of(
                        TlsExtension.keyShare(GREASE_GROUP, new byte[1]),
                        TlsExtension.keyShare(X25519, noise.bytes(32)))),
                TlsExtension.pskWithEcdhe(),
                TlsExtension.supportedVersions(GREASE_VERSION, 0x0304, 0x0303),
                TlsExtension.of(27, Bytes.hex("020002")),
                TlsExtension.of(GREASE_LAST, (byte) 0)));
        byte[] random = noise.bytes(32);
        byte[] session = noise.bytes(32);
        int unpadded = message(random, session, BROWSER_CIPHERS, extensions).length;
        extensions.add(TlsExtension.padding(512 - unpadded - 4));
        return message(random, session, BROWSER_CIPHERS, extensions);
    }

    /** A browser that offers X25519MLKEM768 and shuffles its extensions; some 1,750 bytes. */
    static byte[] postQuantumBrowser(String name, Noise noise) {
        return message(noise.bytes(32), noise.bytes(32), BROWSER_CIPHERS, postQuantumExtensions(name, noise));
    }

    private static List<byte[]> postQuantumExtensions(String name, Noise noise) {
        return List.of(
                TlsExtension.of(GREASE_FIRST),
                TlsExtension.sessionTicket(),
                TlsExtension.keyShares(List.of(
                        TlsExtension.keyShare(GREASE_GROUP, new byte[1]), hybridShare(noise), x25519Share(noise))),
                TlsExtension.uncompressedPoints(),
                TlsExtension.applicationSettings("h2"),
                TlsExtension.signatureAlgorithms(BROWSER_SIGNATURES),
                TlsExtension.of(18),
                TlsExtension.alpn("h2", "http/1.1"),
                TlsExtension.supportedVersions(GREASE_VERSION, 0x0304, 0x0303),
                TlsExtension.greaseEncryptedHello(noise),
                TlsExtension.extendedMasterSecret(),
                TlsExtension.pskWithEcdhe(),
                TlsExtension.serverName(name),
                TlsExtension.noRenegotiationYet(),
                TlsExtension.statusRequest(),
                TlsExtension.supportedGroups(GREASE_GROUP, X25519_MLKEM768, X25519, 23, 24),
                TlsExtension.of(27, Bytes.hex("020002")),
                TlsExtension.of(GREASE_LAST, (byte) 0));
    }

    /** A command-line tool on a common TLS library: no GREASE, many old ciphers. */
    static byte[] library(String name, Noise noise) {
        return message(
                noise.bytes(32),
                noise.bytes(32),
                LIBRARY_CIPHERS,
                List.of(
                        TlsExtension.serverName(name),
                        TlsExtension.of(11, Bytes.hex("03000102")),
                        TlsExtension.supportedGroups(X25519, 23, 30, 25, 24),
                        TlsExtension.sessionTicket(),
                        TlsExtension.alpn("http/1.1"),
                        TlsExtension.of(22),
                        TlsExtension.extendedMasterSecret(),
                        TlsExtension.signatureAlgorithms(LIBRARY_SIGNATURES),
                        TlsExtension.supportedVersions(0x0304, 0x0303),
                        TlsExtension.pskWithEcdhe(),
                        TlsExtension.keyShares(List.of(x25519Share(noise)))));
    }

    /** A QUIC client; no legacy session identifier (RFC 9001 section 8.4). */
    static byte[] quic(String name, byte[] transportParameters, boolean postQuantum, Noise noise) {
        List<byte[]> shares =
                postQuantum ? List.of(hybridShare(noise), x25519Share(noise)) : List.of(x25519Share(noise));
        int[] groups = postQuantum ? new int[] {X25519_MLKEM768, X25519, 23, 24} : new int[] {X25519, 23, 24};
        return message(
                noise.bytes(32),
                new byte[0],
                QUIC_CIPHERS,
                List.of(
                        TlsExtension.serverName(name),
                        TlsExtension.supportedGroups(groups),
                        TlsExtension.alpn("h3"),
                        TlsExtension.signatureAlgorithms(BROWSER_SIGNATURES),
                        TlsExtension.keyShares(shares),
                        TlsExtension.pskWithEcdhe(),
                        TlsExtension.supportedVersions(0x0304),
                        TlsExtension.quicTransportParameters(transportParameters)));
    }

    private static byte[] hybridShare(Noise noise) {
        return TlsExtension.keyShare(X25519_MLKEM768, Bytes.concat(noise.mlKem768Key(), noise.bytes(32)));
    }

    private static byte[] x25519Share(Noise noise) {
        return TlsExtension.keyShare(X25519, noise.bytes(32));
    }

    private static byte[] message(byte[] random, byte[] session, int[] ciphers, List<byte[]> extensions) {
        byte[] body = new Bytes()
                .u16(0x0303)
                .raw(random)
                .vector8(session)
                .vector16(TlsExtension.codes(ciphers))
                .vector8(new byte[1])
                .vector16(Bytes.concat(extensions.toArray(new byte[0][])))
                .toArray();
        return TlsMessage.handshake(TlsMessage.CLIENT_HELLO, body);
    }
}
