package io.flowjay.feature.group.application;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;
import static io.flowjay.feature.Privacy.SENSITIVE;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.tls.CertificateChain;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.ExtensionType;
import io.flowjay.protocol.tls.Ja3;
import io.flowjay.protocol.tls.Ja4;
import io.flowjay.protocol.tls.KeyExchange;
import io.flowjay.protocol.tls.ServerHello;
import io.flowjay.protocol.tls.TlsConnection;
import io.flowjay.protocol.tls.TlsVersion;
import io.flowjay.settings.Profile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Group {@code tls}: TLS over TCP, whatever the ports (RFC 5246, RFC 8446): its hellos, key exchange and chain of certificates, as
 * far as they are in the clear. A fingerprint stands only for a hello that is whole.
 */
public final class TlsFeatures implements FeatureGroup {
    static final String NAME = "tls";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_CORE);
    private static final FlagFeature TLS_DETECTED = F.formula(
                    "a ClientHello, ServerHello or HelloRetryRequest came whole, or certificates without a hello before them")
            .bool(
                    "tls_detected",
                    "Whether a whole ClientHello or ServerHello was read, or certificates whose hellos were not captured");
    private static final IntegerFeature TLS_VERSION = F.formula(
                    "version of the ServerHello: supported_versions, else its version field; without one the largest version of the ClientHello, GREASE left out; without either that of the records; 0 without TLS")
            .int64(
                    "tls_version",
                    "number",
                    "Version negotiated, such as 772 for TLS 1.3; without a ServerHello the newest that the client offers, without"
                            + " hellos that of the records");
    private static final TextFeature TLS_VERSION_STR = F.formula("name of tls_version")
            .string("tls_version_str", "The version in words, such as TLS 1.3; Unknown (0x…) for others");
    private static final TextFeature TLS_SNI = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("first host_name in server_name of the ClientHello, also of one that is cut after it")
            .string(
                    "tls_sni",
                    "Server name in the first ClientHello; bytes that are not printable as \\xNN, a backslash as two");
    private static final IntegerFeature TLS_CIPHER_SUITE = F.formula(
                    "cipher_suite of the ServerHello; 0 without one. A HelloRetryRequest is not a ServerHello")
            .int64("tls_cipher_suite", "number", "Cipher suite that the server chose");
    private static final IntegerFeature TLS_CIPHER_COUNT = F.direction(SRC_TO_DST)
            .formula("count(cipher_suites of the ClientHello)")
            .int64("tls_cipher_count", "count", "Cipher suites in the first ClientHello, GREASE included");
    private static final IntegerFeature TLS_EXTENSION_COUNT = F.direction(SRC_TO_DST)
            .formula("count(extensions of the ClientHello)")
            .int64("tls_extension_count", "count", "Extensions in the first ClientHello, GREASE included");
    private static final IntegerFeature TLS_HANDSHAKE_PACKETS = F.formula(
                    "count(packets with a new byte of a record of type 22), both directions")
            .int64(
                    "tls_handshake_packets",
                    "count",
                    "Packets with a byte of a handshake record, encrypted or not; retransmissions do not count");
    private static final IntegerFeature TLS_SESSION_ID_LEN = F.direction(SRC_TO_DST)
            .formula("length of session_id in the ClientHello")
            .int64("tls_session_id_len", "bytes", "Length of the session id in the first ClientHello");
    private static final FlagFeature TLS_SESSION_RESUMED = F.formula(
                    "TLS 1.3: the ServerHello has pre_shared_key; before: it repeats the session_id of the ClientHello, or the client offers an id or ticket and the server goes from its hello straight to encryption")
            .bool("tls_session_resumed", "Whether a session was resumed, by id, ticket or pre-shared key");
    private static final IntegerFeature TLS_CERT_COUNT = F.direction(DST_TO_SRC)
            .formula("count(certificates of the Certificate message); 0 also without one in clear text")
            .int64("tls_cert_count", "count", "Certificates that the server sent; 0 in TLS 1.3, which encrypts them");
    private static final IntegerFeature TLS_CERT_CHAIN_LENGTH = F.direction(DST_TO_SRC)
            .twin("tls_cert_count")
            .int64("tls_cert_chain_length", "count", "The same as tls_cert_count");
    private static final IntegerFeature TLS_CERT_FIRST_LENGTH = F.direction(DST_TO_SRC)
            .formula("bytes of the first certificate; 0 also without one in clear text")
            .int64("tls_cert_first_length", "bytes", "Length of the first certificate, the server's own");
    private static final IntegerFeature TLS_CERT_TOTAL_LENGTH = F.direction(DST_TO_SRC)
            .formula("sum(bytes of the certificates), without their length fields")
            .int64("tls_cert_total_length", "bytes", "Length of all certificates");
    private static final TextFeature TLS_ALPN = F.formula(
                    "first name in application_layer_protocol_negotiation of the ClientHello, also of one that is cut after it")
            .string("tls_alpn", "First protocol that the first ClientHello offers");
    private static final IntegerFeature TLS_KEY_EXCHANGE_GROUP = F.formula(
                    "group of the key_share of the ServerHello or HelloRetryRequest, or of ServerKeyExchange before TLS 1.3; without either hello of the first key_share of the ClientHello, GREASE left out; 0 for the server's own parameters and for RSA")
            .int64(
                    "tls_key_exchange_group",
                    "number",
                    "Named group that the server chose, before that the client's first key share; 0 for a group of its own");
    private static final TextFeature TLS_KEY_EXCHANGE_GROUP_NAME = F.formula(
                    "name of tls_key_exchange_group; dhe and bits for the server's own parameters")
            .string(
                    "tls_key_exchange_group_name",
                    "The group's name; dhe and the bits of the prime for a group of the server's own");
    private static final IntegerFeature TLS_KEY_EXCHANGE_LENGTH = F.formula(
                    "8 * bytes of the public value; of finite-field groups bits of the prime")
            .int64(
                    "tls_key_exchange_length",
                    "bits",
                    "Length of the public value; of finite-field groups that of the prime");
    private static final FlagFeature TLS_SESSION_TICKET_EXT = F.direction(SRC_TO_DST)
            .formula("the ClientHello has extension 35")
            .bool("tls_session_ticket_ext", "Whether the first ClientHello has the extension session_ticket");
    private static final FlagFeature TLS_EARLY_DATA_EXT = F.direction(SRC_TO_DST)
            .formula("the ClientHello has extension 42")
            .bool("tls_early_data_ext", "Whether the first ClientHello has the extension early_data (0-RTT)");
    private static final FlagFeature TLS_PSK_EXT = F.direction(SRC_TO_DST)
            .formula("the ClientHello has extension 41")
            .bool("tls_psk_ext", "Whether the first ClientHello has the extension pre_shared_key");
    private static final TextFeature JA3_HASH = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("MD5(ja3) in hex")
            .string("ja3_hash", "JA3 of the first ClientHello: MD5 in hexadecimal digits");
    private static final TextFeature JA3S_HASH = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("MD5(ja3s) in hex")
            .string(
                    "ja3s_hash",
                    "JA3S of the first ServerHello, which may be a HelloRetryRequest: MD5 in hexadecimal digits");

    private static final TextFeature JA3 = F.profile(Profile.FLOWJAY)
            .direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula(
                    "version,ciphers,extensions,groups,point formats of the ClientHello: decimal, joined by -, in order of the message, GREASE left out; version is its version field")
            .string("ja3", "JA3 of the first ClientHello before it is hashed");
    private static final TextFeature JA3S = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("version,cipher,extensions of the first ServerHello or HelloRetryRequest, likewise")
            .string("ja3s", "JA3S of the first ServerHello before it is hashed");
    private static final TextFeature JA4 = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("JA4 a_b_c by FoxIO, with t for TCP")
            .string("ja4", "JA4 of the first ClientHello");
    private static final TextFeature JA4_R = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("JA4_r by FoxIO: ciphers and extensions sorted, in hex, in place of their hashes")
            .string("ja4_r", "JA4 of the first ClientHello with its lists in place of their hashes");
    private static final TextFeature TLS_ALPN_SELECTED = F.direction(DST_TO_SRC)
            .formula("name in application_layer_protocol_negotiation of the ServerHello")
            .string("tls_alpn_selected", "Protocol that the server chose; empty in TLS 1.3, which encrypts it");
    private static final IntegerFeature TLS_CLIENT_VERSION = F.direction(SRC_TO_DST)
            .formula("version field of the ClientHello")
            .int64(
                    "tls_client_version",
                    "number",
                    "Version field of the first ClientHello, at most 771 (TLS 1.2) by RFC 8446");
    private static final TextFeature JA3_SECOND_HASH = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("MD5 in hex of the JA3 of the second ClientHello, as ja3; empty without a HelloRetryRequest")
            .string("ja3_second_hash", "JA3 of the ClientHello that answers a HelloRetryRequest: MD5, hexadecimal");
    private static final TextFeature JA3S_SECOND_HASH = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("MD5 in hex of the JA3S of the ServerHello after a HelloRetryRequest, as ja3s; empty without")
            .string("ja3s_second_hash", "JA3S of the ServerHello after a HelloRetryRequest: MD5, hexadecimal");
    private static final TextFeature JA4_SECOND = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("JA4 of the second ClientHello, as ja4; empty without a HelloRetryRequest")
            .string("ja4_second", "JA4 of the ClientHello that answers a HelloRetryRequest");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT =
            new FeatureUnit(F.features(), settings -> new TlsFeatures(), Set.of(Protocol.TLS));

    @Override
    public boolean applies(FlowView view) {
        return connection(view) != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        TlsConnection tls = connection(view);
        if (tls == null) {
            return;
        }
        out.set(TLS_SNI, view.ids().name(tls.serverName()));
        out.set(TLS_ALPN, tls.alpn());
        if (!tls.detected()) {
            return;
        }
        out.set(TLS_DETECTED, true);
        out.set(TLS_VERSION, tls.version());
        out.set(TLS_VERSION_STR, TlsVersion.name(tls.version()));
        out.set(TLS_HANDSHAKE_PACKETS, tls.handshakeSegments());
        out.set(TLS_SESSION_RESUMED, tls.resumed());
        client(tls.clientHello(), out);
        server(tls.serverHello(), out);
        fingerprint(tls.firstServerHello(), out);
        afterRetry(tls.secondClientHello(), tls.secondServerHello(), out);
        CertificateChain chain = tls.certificates();
        if (chain != null) {
            out.set(TLS_CERT_COUNT, chain.count());
            out.set(TLS_CERT_CHAIN_LENGTH, chain.count());
            out.set(TLS_CERT_FIRST_LENGTH, chain.leafLength());
            out.set(TLS_CERT_TOTAL_LENGTH, chain.totalLength());
        }
        KeyExchange exchange = tls.keyExchange();
        if (exchange != null) {
            out.set(TLS_KEY_EXCHANGE_GROUP, exchange.group());
            out.set(TLS_KEY_EXCHANGE_GROUP_NAME, exchange.name());
            out.set(TLS_KEY_EXCHANGE_LENGTH, exchange.bits());
        }
    }

    private static void client(@Nullable ClientHello hello, FeatureVector out) {
        if (hello == null) {
            return;
        }
        out.set(TLS_CLIENT_VERSION, hello.legacyVersion());
        out.set(TLS_CIPHER_COUNT, hello.cipherCount());
        out.set(TLS_EXTENSION_COUNT, hello.extensionCount());
        out.set(TLS_SESSION_ID_LEN, hello.sessionIdLength());
        out.set(TLS_SESSION_TICKET_EXT, hello.has(ExtensionType.SESSION_TICKET));
        out.set(TLS_EARLY_DATA_EXT, hello.has(ExtensionType.EARLY_DATA));
        out.set(TLS_PSK_EXT, hello.has(ExtensionType.PRE_SHARED_KEY));
        Ja3 ja3 = hello.ja3();
        out.set(JA3, ja3.text());
        out.set(JA3_HASH, ja3.hash());
        Ja4 ja4 = Ja4.of(hello, Ja4.HelloCarrier.TCP);
        out.set(JA4, ja4.hash());
        out.set(JA4_R, ja4.raw());
    }

    private static void server(@Nullable ServerHello hello, FeatureVector out) {
        if (hello == null) {
            return;
        }
        out.set(TLS_CIPHER_SUITE, hello.cipherSuite());
        out.set(TLS_ALPN_SELECTED, hello.alpn());
    }

    private static void fingerprint(@Nullable ServerHello first, FeatureVector out) {
        if (first != null) {
            Ja3 ja3s = Ja3.of(first);
            out.set(JA3S, ja3s.text());
            out.set(JA3S_HASH, ja3s.hash());
        }
    }

    private static void afterRetry(@Nullable ClientHello client, @Nullable ServerHello server, FeatureVector out) {
        if (client != null) {
            out.set(JA3_SECOND_HASH, client.ja3().hash());
            out.set(JA4_SECOND, Ja4.of(client, Ja4.HelloCarrier.TCP).hash());
        }
        if (server != null) {
            out.set(JA3S_SECOND_HASH, Ja3.of(server).hash());
        }
    }

    /** What was found of TLS in a flow; null when there is nothing. */
    static @Nullable TlsConnection connection(FlowView view) {
        FlowProtocols protocols = view.flow().protocols();
        return protocols == null ? null : protocols.tls();
    }
}
