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
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.DtlsConnection;
import io.flowjay.protocol.tls.Ja3;
import io.flowjay.protocol.tls.Ja4;
import io.flowjay.protocol.tls.ServerHello;
import io.flowjay.protocol.tls.TlsVersion;
import io.flowjay.settings.Profile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Group {@code dtls}: TLS over UDP, SCTP and TURN, whatever the ports (RFC 6347, RFC 9147): its hellos. */
public final class DtlsFeatures implements FeatureGroup {
    private static final String NAME = "dtls";

    private static final FeatureList F = new FeatureList(NAME, Profile.FLOWJAY);
    private static final FlagFeature DTLS_DETECTED = F.formula("a ClientHello or ServerHello came whole")
            .bool("dtls_detected", "Whether a whole ClientHello or ServerHello of DTLS was read");
    private static final IntegerFeature DTLS_VERSION = F.formula("as tls_version, of DTLS")
            .int64(
                    "dtls_version",
                    "number",
                    "Version negotiated, such as 65277 for DTLS 1.2; without a ServerHello the newest that the client offers");
    private static final TextFeature DTLS_VERSION_STR = F.formula("name of dtls_version")
            .string("dtls_version_str", "The version in words, such as DTLS 1.2; Unknown (0x…) for others");
    private static final TextFeature DTLS_SNI = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("first host_name in server_name of the ClientHello")
            .string(
                    "dtls_sni",
                    "Server name in the first ClientHello; bytes that are not printable as \\xNN, a backslash as two");
    private static final TextFeature DTLS_ALPN = F.formula(
                    "first name in application_layer_protocol_negotiation of the ClientHello")
            .string("dtls_alpn", "First protocol that the first ClientHello offers");
    private static final IntegerFeature DTLS_CIPHER_SUITE = F.direction(DST_TO_SRC)
            .formula("cipher_suite of the ServerHello; 0 without one")
            .int64("dtls_cipher_suite", "number", "Cipher suite that the server chose");
    private static final TextFeature DTLS_JA3 = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("as ja3, of the ClientHello of DTLS")
            .string("dtls_ja3", "JA3 of the first ClientHello before it is hashed");
    private static final TextFeature DTLS_JA3_HASH = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("MD5(dtls_ja3) in hex")
            .string("dtls_ja3_hash", "JA3 of the first ClientHello: MD5 in hexadecimal digits");
    private static final TextFeature DTLS_JA3S_HASH = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("MD5 of version,cipher,extensions of the first ServerHello or HelloRetryRequest, as ja3s, in hex")
            .string(
                    "dtls_ja3s_hash",
                    "JA3S of the first ServerHello, which may be a HelloRetryRequest: MD5 in hexadecimal digits");
    private static final TextFeature DTLS_JA4 = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("JA4 a_b_c by FoxIO, with d for DTLS")
            .string("dtls_ja4", "JA4 of the first ClientHello");
    private static final TextFeature DTLS_JA4_R = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("JA4_r by FoxIO, as ja4_r")
            .string("dtls_ja4_r", "JA4 of the first ClientHello with its lists in place of their hashes");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT =
            new FeatureUnit(F.features(), settings -> new DtlsFeatures(), Set.of(Protocol.TLS));

    @Override
    public boolean applies(FlowView view) {
        return connection(view) != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        DtlsConnection dtls = connection(view);
        if (dtls == null) {
            return;
        }
        out.set(DTLS_DETECTED, true);
        out.set(DTLS_VERSION, dtls.version());
        out.set(DTLS_VERSION_STR, TlsVersion.name(dtls.version()));
        ClientHello client = dtls.clientHello();
        if (client != null) {
            out.set(DTLS_SNI, view.ids().name(client.serverName()));
            out.set(DTLS_ALPN, client.alpn());
            Ja3 ja3 = client.ja3();
            out.set(DTLS_JA3, ja3.text());
            out.set(DTLS_JA3_HASH, ja3.hash());
            Ja4 ja4 = Ja4.of(client, Ja4.HelloCarrier.DTLS);
            out.set(DTLS_JA4, ja4.hash());
            out.set(DTLS_JA4_R, ja4.raw());
        }
        ServerHello server = dtls.serverHello();
        if (server != null) {
            out.set(DTLS_CIPHER_SUITE, server.cipherSuite());
        }
        ServerHello first = dtls.firstServerHello();
        if (first != null) {
            out.set(DTLS_JA3S_HASH, Ja3.of(first).hash());
        }
    }

    private static @Nullable DtlsConnection connection(FlowView view) {
        FlowProtocols protocols = view.flow().protocols();
        return protocols == null ? null : protocols.dtls();
    }
}
