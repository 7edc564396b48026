package io.flowjay.feature.group.application;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.number;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.serverName;
import static io.flowjay.protocol.tls.Messages.vector;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.protocol.tls.Examples;
import io.flowjay.record.FlowRecord;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Dialogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group tls in the records of captures, with values worked out by hand. */
class TlsFeaturesTest {
    private static final byte[] CHANGE_CIPHER_SPEC = record(20, hex("01"));
    private static final byte[] ENCRYPTED = record(23, new byte[64]);
    private static final byte[] FINISHED = record(22, new byte[40]);
    private static final byte[] DONE = message(14, new byte[0]);

    private static final byte[] CLIENT = handshakeRecord(message(
            1,
            clientHello(
                    0x0303,
                    "0a0b0c",
                    "c02f002f00ff",
                    serverName("shop.example.com"),
                    extension(35, ""),
                    extension(16, "000c02683208687474702f312e31"),
                    extension(10, "0004001d0017"),
                    extension(11, "0100"),
                    extension(13, "000404030804"))));

    /** ServerHello with ALPN http/1.1, certificates, a key exchange over secp256r1. */
    private static byte[] answer(byte[]... certificates) {
        byte[][] entries =
                Arrays.stream(certificates).map(der -> vector(3, der)).toArray(byte[][]::new);
        return concat(
                handshakeRecord(message(
                        2,
                        serverHello(
                                0x0303, "", 0xc02f, extension(0xff01, "00"), extension(16, "000908687474702f312e31")))),
                handshakeRecord(message(11, vector(3, concat(entries)))),
                handshakeRecord(message(12, concat(hex("030017"), vector(1, new byte[65]), hex("08040000"))), DONE));
    }

    private static Dialogue tls12() {
        byte[] answer = answer(read("server.der"), read("issuer.der"));
        return Dialogue.tcp(8443)
                .client(CLIENT)
                .server(Arrays.copyOf(answer, 1400), Arrays.copyOfRange(answer, 1400, answer.length))
                .client(concat(handshakeRecord(message(16, new byte[66])), CHANGE_CIPHER_SPEC, FINISHED))
                .server(concat(CHANGE_CIPHER_SPEC, FINISHED))
                .client(ENCRYPTED)
                .server(ENCRYPTED);
    }

    private static final String TLS_12 = """
            dst_port=8443 tls_detected=true tls_version=771 tls_version_str=TLS 1.2 tls_sni=shop.example.com
            tls_cipher_suite=49199 tls_cipher_count=3 tls_extension_count=6 tls_handshake_packets=5
            tls_session_id_len=3 tls_session_resumed=false tls_cert_count=2 tls_cert_chain_length=2
            tls_cert_first_length=963 tls_cert_total_length=1808 tls_alpn=h2 tls_key_exchange_group=23
            tls_key_exchange_group_name=secp256r1 tls_key_exchange_length=520 tls_session_ticket_ext=true
            tls_early_data_ext=false tls_psk_ext=false
            ja3=771,49199-47-255,0-35-16-10-11-13,29-23,0
            ja3_hash=df03a712d521555848eadd09d0001366
            ja3s=771,49199,65281-16
            ja3s_hash=7bee5c1d424b7e5f943b06983bb11422
            ja4=t12d0306h2_78ff622567f0_76614379002b
            ja4_r=t12d0306h2_002f,00ff,c02f_000a,000b,000d,0023_0403,0804
            tls_alpn_selected=http/1.1 tls_client_version=771 ja3_second_hash= ja3s_second_hash= ja4_second=
            cert_leaf_cn=shop.example.com cert_leaf_issuer_cn=Example Issuing CA cert_leaf_issuer_org=Example Trust
            cert_leaf_self_signed=false cert_leaf_is_ca=false cert_leaf_key_algorithm=RSA cert_leaf_key_bits=2048
            cert_leaf_sig_algorithm=sha256WithRSAEncryption cert_leaf_days_to_expiry=2057.0 cert_leaf_san_count=2
            cert_leaf_fingerprint=615090ce61a3d3371d7ea8cabeb4d1f24df3b63fa681fede33d43c499511bfb2
            cert_root_cn=Example Issuing CA cert_root_org=Example Trust cert_chain_ordered=true
            """;

    private static final String NOT_TLS = """
            tls_detected=false tls_version=0 tls_version_str= tls_sni= tls_cipher_suite=0 tls_cipher_count=0
            tls_extension_count=0 tls_handshake_packets=0 tls_session_id_len=0 tls_session_resumed=false
            tls_cert_count=0 tls_cert_chain_length=0 tls_cert_first_length=0 tls_cert_total_length=0 tls_alpn=
            tls_key_exchange_group=0 tls_key_exchange_group_name= tls_key_exchange_length=0
            tls_session_ticket_ext=false tls_early_data_ext=false tls_psk_ext=false ja3= ja3_hash= ja3s= ja3s_hash=
            ja4= ja4_r= tls_alpn_selected= tls_client_version=0 ja3_second_hash= ja3s_second_hash= ja4_second=
            cert_leaf_cn= cert_leaf_issuer_cn=
            cert_leaf_issuer_org= cert_leaf_self_signed=false cert_leaf_is_ca=false cert_leaf_key_algorithm=
            cert_leaf_key_bits=0 cert_leaf_sig_algorithm= cert_leaf_days_to_expiry=null cert_leaf_san_count=0
            cert_leaf_fingerprint= cert_root_cn= cert_root_org= cert_chain_ordered=false
            """;

    static Stream<Arguments> rfc8448() {
        return Stream.of(
                argumentSet(
                        "section 3, simple 1-RTT handshake",
                        Dialogue.tcp(443)
                                .client(handshakeRecord(Examples.RFC_8448_CLIENT))
                                .server(concat(handshakeRecord(Examples.RFC_8448_SERVER), ENCRYPTED))
                                .client(ENCRYPTED),
                        """
                        tls_detected=true tls_version=772 tls_version_str=TLS 1.3 tls_sni=server tls_cipher_suite=4865
                        tls_cipher_count=3 tls_extension_count=9 tls_handshake_packets=2 tls_session_id_len=0
                        tls_session_resumed=false tls_cert_count=0 tls_alpn= tls_key_exchange_group=29
                        tls_key_exchange_group_name=x25519 tls_key_exchange_length=256 tls_session_ticket_ext=true
                        tls_early_data_ext=false tls_psk_ext=false ja3_hash=da4dea34fe6d4ce5f0725df3f2682fa0
                        ja3s_hash=eb1d94daa7e0344597e756a1fb6e7054 tls_client_version=771
                        ja4=t13d030900_55b375c5d22e_59cd3dafc54d
                        """),
                argumentSet(
                        "section 4, resumed 0-RTT handshake",
                        Dialogue.tcp(443)
                                .client(concat(handshakeRecord(Examples.RESUMED_CLIENT), ENCRYPTED))
                                .server(concat(handshakeRecord(Examples.RESUMED_SERVER), ENCRYPTED))
                                .client(ENCRYPTED),
                        """
                        tls_detected=true tls_version=772 tls_sni=server tls_cipher_suite=4865 tls_cipher_count=3
                        tls_extension_count=11 tls_handshake_packets=2 tls_session_resumed=true
                        tls_session_ticket_ext=false tls_early_data_ext=true tls_psk_ext=true
                        tls_key_exchange_group_name=x25519 tls_key_exchange_length=256
                        ja3_hash=5f96c223c778e55190e071faaad34105 ja3s_hash=2b0648ab686ee45e0e7c35fcfb0eea7e
                        ja4=t13d031100_55b375c5d22e_7366fefaa49a
                        """),
                argumentSet(
                        "section 5, HelloRetryRequest: fingerprints of the first hellos, and of the second",
                        Dialogue.tcp(443)
                                .client(handshakeRecord(Examples.RETRY_CLIENT))
                                .server(handshakeRecord(Examples.RETRY_REQUEST))
                                .client(handshakeRecord(Examples.RETRY_SECOND_CLIENT))
                                .server(concat(handshakeRecord(Examples.RETRY_SERVER), ENCRYPTED))
                                .client(ENCRYPTED),
                        """
                        tls_detected=true tls_version=772 tls_sni=server tls_cipher_suite=4865 tls_extension_count=8
                        tls_handshake_packets=4 tls_session_resumed=false tls_key_exchange_group=23
                        tls_key_exchange_group_name=secp256r1 tls_key_exchange_length=520
                        ja3_hash=02b4aefa92c788ee9e409d975f1eac68 ja3s=771,4865,51-44-43
                        ja3s_hash=5e782992dd22a63dd5c0ebc97e3f3843 ja4=t13d030800_55b375c5d22e_f062212a851c
                        ja3_second_hash=b1fb1df3f276a66ec3bbde38bc543987
                        ja3s_second_hash=eb1d94daa7e0344597e756a1fb6e7054
                        ja4_second=t13d031000_55b375c5d22e_da5669f18a23
                        """),
                argumentSet(
                        "the same, each second hello after a ChangeCipherSpec that changes nothing (appendix D.4)",
                        Dialogue.tcp(443)
                                .client(handshakeRecord(Examples.RETRY_CLIENT))
                                .server(concat(handshakeRecord(Examples.RETRY_REQUEST), CHANGE_CIPHER_SPEC))
                                .client(concat(CHANGE_CIPHER_SPEC, handshakeRecord(Examples.RETRY_SECOND_CLIENT)))
                                .server(concat(handshakeRecord(Examples.RETRY_SERVER), ENCRYPTED)),
                        """
                        tls_cipher_suite=4865 tls_key_exchange_length=520
                        ja3_hash=02b4aefa92c788ee9e409d975f1eac68 ja3s_hash=5e782992dd22a63dd5c0ebc97e3f3843
                        ja3_second_hash=b1fb1df3f276a66ec3bbde38bc543987
                        ja3s_second_hash=eb1d94daa7e0344597e756a1fb6e7054
                        ja4_second=t13d031000_55b375c5d22e_da5669f18a23
                        """),
                argumentSet(
                        "the HelloRetryRequest alone",
                        Dialogue.tcp(443).server(handshakeRecord(Examples.RETRY_REQUEST)),
                        """
                        tls_detected=true tls_version=772 ja3s_hash=5e782992dd22a63dd5c0ebc97e3f3843 ja3_second_hash=
                        ja3s_second_hash= ja4_second= tls_key_exchange_group=23
                        """),
                argumentSet(
                        "section 7, compatibility mode: the session id resumes nothing",
                        Dialogue.tcp(443)
                                .client(handshakeRecord(Examples.COMPATIBLE_CLIENT))
                                .server(concat(
                                        handshakeRecord(Examples.COMPATIBLE_SERVER), CHANGE_CIPHER_SPEC, ENCRYPTED))
                                .client(concat(CHANGE_CIPHER_SPEC, ENCRYPTED)),
                        """
                        tls_detected=true tls_version=772 tls_session_id_len=32 tls_session_resumed=false
                        tls_handshake_packets=2 tls_extension_count=8 tls_cipher_suite=4865
                        ja3_hash=55964083df7a3ed70c691e2235517ac3 ja3s_hash=eb1d94daa7e0344597e756a1fb6e7054
                        ja4=t13d030800_55b375c5d22e_f062212a851c
                        """));
    }

    /** The hellos of RFC 8448 section 3, in packets of SQL Server. */
    static Stream<Arguments> inTds() {
        byte[] client = handshakeRecord(Examples.RFC_8448_CLIENT);
        byte[] server = handshakeRecord(Examples.RFC_8448_SERVER);
        byte[] offer = tds(hex("00001a0006 0100200001 02002100 01 ff 100000000000 00 00"));
        String expected = """
                tls_detected=true tls_version=772 tls_sni=server tls_cipher_suite=4865 tls_handshake_packets=%d
                ja3_hash=da4dea34fe6d4ce5f0725df3f2682fa0 ja3s_hash=eb1d94daa7e0344597e756a1fb6e7054
                ja4=t13d030900_55b375c5d22e_59cd3dafc54d
                """;
        return Stream.of(
                argumentSet(
                        "after the pre-login",
                        Dialogue.tcp(1433)
                                .client(offer)
                                .server(tds(4, 1, offer))
                                .client(tds(client))
                                .server(tds(server))
                                .client(ENCRYPTED),
                        expected.formatted(2)),
                argumentSet(
                        "records split over packets, packets of both in one segment",
                        Dialogue.tcp(1433)
                                .client(offer)
                                .client(tdsPieces(50, client))
                                .server(tdsPieces(20, server)),
                        expected.formatted(2)),
                argumentSet(
                        "records split after 3 bytes",
                        Dialogue.tcp(1433).client(tdsPieces(3, client)).server(tdsPieces(3, server)),
                        expected.formatted(2)),
                argumentSet(
                        "records split after 2 bytes",
                        Dialogue.tcp(1433).client(tdsPieces(2, client)).server(tdsPieces(2, server)),
                        expected.formatted(2)),
                argumentSet(
                        "one byte in each packet",
                        Dialogue.tcp(1433).client(tdsPieces(1, client)).server(tdsPieces(1, server)),
                        expected.formatted(2)),
                argumentSet(
                        "one byte in each packet, over segments of 17 bytes",
                        Dialogue.tcp(1433)
                                .clientInPieces(17, tdsPieces(1, client))
                                .serverInPieces(17, tdsPieces(1, server)),
                        expected.formatted((9 * client.length + 16) / 17 + (9 * server.length + 16) / 17)),
                argumentSet(
                        "a packet without content after the first byte",
                        Dialogue.tcp(1433).client(concat(tds(hex("16")), tds(hex("")), tds(hex("0301")))),
                        NOT_TLS),
                argumentSet(
                        "the second byte in a packet of another type",
                        Dialogue.tcp(1433).client(concat(tds(hex("16")), tds(1, 1, new byte[100]))),
                        NOT_TLS),
                argumentSet(
                        "packets split over segments of 7 bytes: 30 of 209 bytes, 16 of 103",
                        Dialogue.tcp(1433).clientInPieces(7, tds(client)).serverInPieces(7, tds(server)),
                        expected.formatted((8 + client.length + 6) / 7 + (8 + server.length + 6) / 7 - 2)),
                argumentSet(
                        "the records come bare after the handshake",
                        Dialogue.tcp(1433)
                                .client(tds(client))
                                .server(concat(tds(server), ENCRYPTED))
                                .client(concat(tds(CHANGE_CIPHER_SPEC), ENCRYPTED)),
                        expected.formatted(2)),
                argumentSet(
                        "the login in the clear after the handshake",
                        Dialogue.tcp(1433)
                                .client(concat(tds(client), tds(0x10, 1, new byte[100])))
                                .server(concat(tds(server), tds(4, 1, new byte[100]))),
                        expected.formatted(2)),
                argumentSet(
                        "TDS 8: TLS around it",
                        Dialogue.tcp(1433).client(client).server(server),
                        expected.formatted(2)),
                argumentSet("no encryption", Dialogue.tcp(1433).client(offer).server(tds(4, 1, offer)), NOT_TLS),
                argumentSet("a batch that holds a hello", Dialogue.tcp(1433).client(tds(1, 1, client)), NOT_TLS),
                argumentSet("a packet without its TLS", Dialogue.tcp(1433).client(hex("1201000800000000")), NOT_TLS));
    }

    private static byte[] tds(byte[] content) {
        return tds(0x12, 1, content);
    }

    private static byte[] tds(int type, int status, byte[] content) {
        return concat(number(1, type), number(1, status), number(2, 8 + content.length), hex("0033 01 00"), content);
    }

    private static byte[] tdsPieces(int size, byte[] content) {
        byte[] all = {};
        for (int at = 0; at < content.length; at += size) {
            int end = Math.min(content.length, at + size);
            all = concat(all, tds(0x12, end == content.length ? 1 : 0, Arrays.copyOfRange(content, at, end)));
        }
        return all;
    }

    /** Hellos in the form of SSL 2.0: values by the layouts of RFC 5246 appendix E.2 and of SSL 2.0's draft. */
    static Stream<Arguments> ssl2() {
        byte[] challenge = hex("000102030405060708090a0b0c0d0e0f");
        byte[] old = ssl2Client(2, "0700c0 050080 030080 010080 060040 040080 020080", "", challenge);
        byte[] compatible = ssl2Client(0x0301, "00002f 000035 00000a 010080", "", challenge);
        byte[] own = read("/io/flowjay/protocol/tls/rsa2048.der");
        byte[] server = record2(
                concat(hex("04 00 01 0002"), number(2, own.length), hex("0003 0010"), own, hex("010080"), challenge));
        byte[] tls = handshakeRecord(message(2, serverHello(0x0301, "", 0x002f)));
        String noFingerprint = " ja3= ja3_hash= ja4= ja4_r=";
        return Stream.of(
                argumentSet(
                        "SSL 2.0 at both ends",
                        Dialogue.tcp(443).client(old).server(server).client(record2(hex("02 0700c0 0000 0080 0008"))),
                        """
                        tls_detected=true tls_version=2 tls_version_str=SSL 2.0 tls_client_version=2 tls_cipher_count=7
                        tls_extension_count=0 tls_session_id_len=0 tls_sni= tls_cert_count=1 tls_cert_first_length=919
                        cert_leaf_cn=rsa.example ja3s= ja3s_hash= tls_handshake_packets=2""" + noFingerprint),
                argumentSet(
                        "a client of TLS 1.0 that also speaks SSL 2.0, to a server of TLS 1.0",
                        Dialogue.tcp(443)
                                .client(compatible)
                                .server(concat(tls, handshakeRecord(DONE)))
                                .client(concat(
                                        handshakeRecord(message(16, new byte[66])), CHANGE_CIPHER_SPEC, FINISHED))
                                .server(concat(CHANGE_CIPHER_SPEC, FINISHED)),
                        """
                        tls_detected=true tls_version=769 tls_version_str=TLS 1.0 tls_client_version=769
                        tls_cipher_count=4 tls_cipher_suite=47 ja3s=769,47, tls_handshake_packets=4""" + noFingerprint),
                argumentSet(
                        "a session id, in segments of one byte",
                        Dialogue.tcp(443).clientInPieces(1, ssl2Client(0x0300, "00000a", "aa".repeat(16), challenge)),
                        "tls_detected=true tls_version=768 tls_session_id_len=16 tls_cipher_count=1"
                                + " tls_handshake_packets=46"),
                argumentSet(
                        "the server alone",
                        Dialogue.midstream(443).server(server),
                        "tls_detected=true tls_version=2 tls_cert_count=1 tls_client_version=0"),
                argumentSet(
                        "other bytes after the hello (Skype)",
                        Dialogue.tcp(443).client(compatible, hex("dc893edc9a2b")),
                        "tls_detected=true tls_version=769 tls_handshake_packets=1"),
                argumentSet(
                        "a hello without its end",
                        Dialogue.tcp(443).client(Arrays.copyOf(old, old.length - 1)),
                        NOT_TLS),
                argumentSet("lengths that do not add up", Dialogue.tcp(443).client(with(old, 1, old[1] + 1)), NOT_TLS),
                argumentSet("a version that is not known", Dialogue.tcp(443).client(with(old, 3, 9)), NOT_TLS),
                argumentSet("another message", Dialogue.tcp(443).client(with(old, 2, 3)), NOT_TLS),
                argumentSet(
                        "suites of 2 bytes",
                        Dialogue.tcp(443).client(ssl2Client(2, "0700c005", "", challenge)),
                        NOT_TLS));
    }

    private static byte[] with(byte[] bytes, int place, int value) {
        byte[] other = bytes.clone();
        other[place] = (byte) value;
        return other;
    }

    private static byte[] record2(byte[] message) {
        return concat(number(2, 0x8000 | message.length), message);
    }

    private static byte[] ssl2Client(int version, String ciphers, String sessionId, byte[] challenge) {
        byte[] suites = hex(ciphers);
        byte[] session = hex(sessionId);
        return record2(concat(
                number(1, 1),
                number(2, version),
                number(2, suites.length),
                number(2, session.length),
                number(2, challenge.length),
                suites,
                session,
                challenge));
    }

    /** The capture begins after the hellos. */
    static Stream<Arguments> withoutHello() {
        byte[] leaf = read("server.der");
        byte[] chain = vector(3, concat(vector(3, leaf), vector(3, read("issuer.der"))));
        byte[] certificates = message(11, chain);
        byte[] exchange = message(12, new byte[70]);
        byte[] clientExchange = message(16, new byte[66]);
        String expected = "tls_detected=true tls_version=771 tls_version_str=TLS 1.2 tls_cert_count=2"
                + " tls_cert_first_length=963 cert_leaf_cn=shop.example.com cert_root_cn=Example Issuing CA"
                + " ja3= ja3_hash= ja3s= ja4= tls_sni= tls_cipher_suite=0 tls_client_version=0";
        return Stream.of(
                argumentSet(
                        "certificates in a record of their own",
                        Dialogue.midstream(443)
                                .server(concat(handshakeRecord(certificates), handshakeRecord(exchange, DONE)))
                                .client(concat(handshakeRecord(clientExchange), CHANGE_CIPHER_SPEC, FINISHED)),
                        expected + " tls_handshake_packets=1"),
                argumentSet(
                        "in segments of 100 bytes",
                        Dialogue.midstream(443).serverInPieces(100, handshakeRecord(certificates, DONE)),
                        expected),
                argumentSet(
                        "the first segments are of one byte",
                        Dialogue.midstream(443).serverInPieces(1, handshakeRecord(certificates)),
                        expected),
                argumentSet(
                        "the client's too, which come second",
                        Dialogue.midstream(443)
                                .server(handshakeRecord(certificates, exchange, message(13, new byte[8]), DONE))
                                .client(handshakeRecord(message(11, vector(3, vector(3, leaf))), clientExchange)),
                        expected),
                argumentSet(
                        "the client's alone",
                        Dialogue.midstream(443).client(handshakeRecord(certificates, clientExchange)),
                        NOT_TLS),
                argumentSet(
                        "no certificate",
                        Dialogue.midstream(443).client(handshakeRecord(message(11, hex("000000")))),
                        NOT_TLS),
                argumentSet(
                        "lengths that do not agree",
                        Dialogue.midstream(443).server(handshakeRecord(message(11, concat(chain, new byte[1])))),
                        NOT_TLS),
                argumentSet(
                        "something other than DER",
                        Dialogue.midstream(443)
                                .server(handshakeRecord(message(11, vector(3, vector(3, new byte[99]))))),
                        NOT_TLS));
    }

    static Stream<Arguments> cases() {
        byte[] leaf = read("server.der");
        byte[] root = read("issuer.der");
        byte[] own = read("/io/flowjay/protocol/tls/rsa2048.der");
        byte[] cut = answer(leaf, root);
        byte[] session = handshakeRecord(message(2, serverHello(0x0303, "0a0b0c", 0x009c)));
        return Stream.of(
                argumentSet("TLS 1.2 on port 8443", tls12(), TLS_12),
                argumentSet(
                        "tls.md, worked example W",
                        Dialogue.tcp(443)
                                .client(handshakeRecord(Examples.GREASE_CLIENT))
                                .server(handshakeRecord(Examples.GREASE_SERVER)),
                        """
                        tls_version=772 tls_version_str=TLS 1.3 tls_cipher_suite=4865 tls_cipher_count=4
                        tls_extension_count=9 tls_sni=example.com tls_alpn=h2
                        ja3=771,4865-49195-47,0-10-11-35-16-13-43-51,29-23-24,0
                        ja3_hash=dee2bf0600fa8473dd8168b720ecd5a0 ja3s_hash=f4febc55ea12b31ae17cfb7e614afda8
                        ja4=t13d0308h2_58a34ed92d94_8919c34a259c tls_session_resumed=false tls_key_exchange_group=29
                        tls_key_exchange_group_name=x25519 tls_key_exchange_length=256 tls_handshake_packets=2
                        """),
                argumentSet(
                        "resumed by its id: no certificate, the encrypted Finished counts",
                        Dialogue.tcp(443)
                                .client(CLIENT)
                                .server(concat(session, CHANGE_CIPHER_SPEC, FINISHED))
                                .client(CHANGE_CIPHER_SPEC, FINISHED),
                        "tls_session_resumed=true tls_cert_count=0 cert_leaf_key_algorithm= tls_handshake_packets=3"
                                + " tls_key_exchange_group=0 tls_key_exchange_group_name="),
                argumentSet(
                        "one certificate, signed by itself",
                        Dialogue.tcp(443).client(CLIENT).server(answer(own)),
                        """
                        tls_cert_count=1 tls_cert_first_length=919 tls_cert_total_length=919 cert_leaf_cn=rsa.example
                        cert_leaf_issuer_cn=rsa.example cert_leaf_issuer_org=Example Org cert_leaf_self_signed=true
                        cert_leaf_is_ca=true cert_leaf_san_count=3 cert_leaf_days_to_expiry=5912.0 cert_root_cn=
                        cert_root_org= cert_chain_ordered=true
                        """),
                argumentSet(
                        "certificates in the wrong order",
                        Dialogue.tcp(443).client(CLIENT).server(answer(root, leaf)),
                        "cert_leaf_cn=Example Issuing CA cert_chain_ordered=false cert_root_cn=shop.example.com"
                                + " cert_root_org=Example Trust"),
                argumentSet(
                        "a chain that is cut in its second certificate: its end is not known",
                        Dialogue.tcp(443).client(CLIENT).server(Arrays.copyOf(cut, 1500)),
                        "tls_cert_count=2 tls_cert_total_length=1808 cert_leaf_cn=shop.example.com cert_root_cn="
                                + " cert_root_org= cert_chain_ordered=false"),
                argumentSet(
                        "a chain that is cut in its first certificate",
                        Dialogue.tcp(443).client(CLIENT).server(Arrays.copyOf(cut, 500)),
                        "tls_cert_count=1 tls_cert_first_length=963 cert_leaf_cn= cert_leaf_fingerprint="
                                + " cert_leaf_days_to_expiry=null cert_chain_ordered=false"),
                argumentSet(
                        "bytes that are no certificate",
                        Dialogue.tcp(443).client(CLIENT).server(answer(new byte[300])),
                        "tls_cert_count=1 tls_cert_first_length=300 cert_leaf_cn= cert_leaf_key_algorithm=Unknown"
                                + " cert_leaf_days_to_expiry=null"),
                argumentSet(
                        "a flow without the client",
                        Dialogue.midstream(443).server(answer(leaf)),
                        "tls_detected=true src_port=40000 dst_port=443 initiator_evidence=tls_hello tls_version=771 tls_cipher_suite=49199 tls_cipher_count=0 ja3="
                                + " ja3_hash= ja4= ja3s_hash=7bee5c1d424b7e5f943b06983bb11422 tls_cert_count=1 tls_client_version=0"),
                argumentSet(
                        "a hello that is cut tells its names only",
                        Dialogue.tcp(443).client(Arrays.copyOf(CLIENT, CLIENT.length - 2)),
                        "tls_detected=false tls_sni=shop.example.com tls_alpn=h2 ja3= ja3_hash= ja4= ja4_r="
                                + " tls_version=0 tls_version_str= tls_handshake_packets=0 tls_cipher_count=0"),
                argumentSet(
                        "behind STARTTLS",
                        Dialogue.tcp(587)
                                .server(ascii("220 mail.example ESMTP\r\n"))
                                .client(ascii("EHLO x\r\n"))
                                .server(ascii("250 STARTTLS\r\n"))
                                .client(ascii("STARTTLS\r\n"))
                                .server(ascii("220 Ready\r\n"))
                                .client(CLIENT)
                                .server(answer(leaf)),
                        "tls_detected=true tls_sni=shop.example.com tls_cipher_suite=49199 tls_handshake_packets=2"),
                argumentSet(
                        "behind CONNECT",
                        Dialogue.tcp(3128)
                                .client(ascii("CONNECT shop.example.com:443 HTTP/1.1\r\n\r\n"))
                                .server(ascii("HTTP/1.1 200 OK\r\n\r\n"))
                                .client(CLIENT)
                                .server(answer(leaf)),
                        "tls_detected=true tls_sni=shop.example.com tls_cipher_suite=49199 tls_handshake_packets=2"),
                argumentSet(
                        "behind a PROXY line in its segment",
                        Dialogue.tcp(443).client(concat(ascii("PROXY TCP4 192.0.2.1 192.0.2.2 5000 443\r\n"), CLIENT)),
                        "tls_detected=true tls_sni=shop.example.com"),
                argumentSet(
                        "behind a binary PROXY header",
                        Dialogue.tcp(443)
                                .client(concat(
                                        hex("0d0a0d0a000d0a515549540a 21 11 000c c0000201 c0000202 1388 01bb"),
                                        CLIENT)),
                        "tls_detected=true tls_sni=shop.example.com"),
                argumentSet(
                        "HTTP",
                        Dialogue.tcp(443)
                                .client(ascii("GET / HTTP/1.1\r\n\r\n"))
                                .server(ascii("HTTP/1.1 204\r\n\r\n")),
                        NOT_TLS),
                argumentSet("UDP", Dialogue.udp(443).client(CLIENT), NOT_TLS),
                argumentSet("no payload", Dialogue.tcp(443), NOT_TLS));
    }

    @ParameterizedTest
    @MethodSource({"rfc8448", "cases", "inTds", "ssl2", "withoutHello"})
    void computes(Dialogue dialogue, String expected) {
        Dialogue.assertFields(dialogue.record(), expected);
    }

    /** Servers without a name are asked for by their address, against RFC 6066 section 3; it is one like any other. */
    @Test
    void addressesInNamesAreAnonymised() {
        byte[] hello = handshakeRecord(message(1, clientHello(0x0303, "", "c02f", serverName("10.0.0.10"))));
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.ANONYMIZE_IPS, true);
        settings.text(SettingCatalog.ANONYMIZATION_KEY, "secret", "test");
        FlowRecord record = Dialogue.tcp(443).client(hello).records(settings).get(0);
        assertThat(record).containsEntry("dst_ip", "a655e577e0f2af62").containsEntry("tls_sni", "a655e577e0f2af62");
        assertThat(Dialogue.tcp(443).client(hello).record()).containsEntry("tls_sni", "10.0.0.10");
    }

    @Test
    void everyFeatureIsChecked() {
        assertThat(FeatureCatalog.features())
                .filteredOn(feature -> feature.group().equals(TlsFeatures.NAME))
                .hasSize(46)
                .allSatisfy(feature -> {
                    assertThat(TLS_12).contains(feature.name() + "=");
                    assertThat(NOT_TLS).contains(feature.name() + "=");
                });
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static byte[] read(String file) {
        String path = file.startsWith("/") ? file : "/io/flowjay/sample/" + file;
        try (InputStream in = Objects.requireNonNull(TlsFeaturesTest.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
