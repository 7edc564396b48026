package io.flowjay.feature.group.application;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.Privacy;
import io.flowjay.feature.TextFeature;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.quic.QuicFacts;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.Ja3;
import io.flowjay.protocol.tls.Ja4;
import io.flowjay.protocol.tls.ServerHello;
import io.flowjay.settings.Profile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Group {@code quic}: QUIC over UDP, whatever the ports (RFC 9000, RFC 9001, RFC 9369), with the TLS hellos of its Initial
 * packets. Missing values stand where a flow is not QUIC, and those of the hellos where none could be read.
 */
public final class QuicFeatures implements FeatureGroup {
    private static final String NAME = "quic";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final FlagFeature QUIC_DETECTED = F.formula(
                    "an Initial packet was decrypted; or a long header of a known version has its fixed bit and right lengths; or a Version Negotiation answers an earlier packet")
            .bool("quic_detected", "Whether the flow is QUIC, by its packets");
    private static final IntegerFeature QUIC_VERSION = F.formula(
                    "version of the first long header that is not a Version Negotiation")
            .int64("quic_version", "number", "Version number of the first long header, the client's first choice");
    private static final TextFeature QUIC_VERSION_STR = F.formula("name of quic_version")
            .string("quic_version_str", "The version in words, such as QUIC v1; Unknown (0x…) for others");
    private static final TextFeature QUIC_SNI = F.privacy(Privacy.SENSITIVE)
            .formula("first host_name in server_name of the first whole ClientHello")
            .string(
                    "quic_sni",
                    "Server name in the first ClientHello; bytes that are not printable as \\xNN, a backslash as two");
    private static final TextFeature QUIC_ALPN = F.formula(
                    "first name in application_layer_protocol_negotiation of the first whole ClientHello")
            .string("quic_alpn", "First protocol that the first ClientHello offers");
    private static final IntegerFeature QUIC_DCID_LEN = F.formula(
                    "length of the Destination Connection ID in the header of quic_version")
            .int64("quic_dcid_len", "bytes", "Length of the first long header's Destination Connection ID");
    private static final IntegerFeature QUIC_SCID_LEN = F.formula(
                    "length of the Source Connection ID in the header of quic_version")
            .int64("quic_scid_len", "bytes", "Length of the first long header's Source Connection ID");
    private static final IntegerFeature QUIC_INITIAL_PACKETS = F.formula(
                    "count(QUIC packets of type Initial), both directions")
            .int64("quic_initial_packets", "count", "Initial packets, several of a datagram included");
    private static final FlagFeature QUIC_0RTT_DETECTED =
            F.formula("quic_0rtt_packets > 0").bool("quic_0rtt_detected", "Whether there is a 0-RTT packet");
    private static final FlagFeature QUIC_RETRY_DETECTED =
            F.formula("quic_retry_packets > 0").bool("quic_retry_detected", "Whether there is a Retry packet");
    private static final FlagFeature QUIC_SPIN_BIT = F.formula(
                    "the short headers of one direction have spin bit 0 and spin bit 1")
            .bool("quic_spin_bit", "Whether the short headers of one direction have both values of the spin bit");
    private static final IntegerFeature QUIC_PN_LENGTH = F.formula(
                    "bytes of the packet number in the first Initial packet that was decrypted; 0 without one")
            .int64(
                    "quic_pn_length",
                    "bytes",
                    "Length of the packet number in the first Initial packet decrypted, 1 to 4");

    private static final IntegerFeature QUIC_HANDSHAKE_PACKETS = F.profile(Profile.FLOWJAY)
            .formula("count(QUIC packets of type Handshake), both directions")
            .int64("quic_handshake_packets", "count", "Handshake packets");
    private static final IntegerFeature QUIC_0RTT_PACKETS = F.formula(
                    "count(QUIC packets of type 0-RTT), both directions")
            .int64("quic_0rtt_packets", "count", "0-RTT packets");
    private static final IntegerFeature QUIC_RETRY_PACKETS = F.formula(
                    "count(QUIC packets of type Retry), both directions")
            .int64("quic_retry_packets", "count", "Retry packets");
    private static final IntegerFeature QUIC_VERSION_NEGOTIATION_PACKETS = F.formula(
                    "count(Version Negotiation packets that have the connection ids of an earlier packet)")
            .int64(
                    "quic_version_negotiation_packets",
                    "count",
                    "Version Negotiation packets that answer a packet of the flow");
    private static final IntegerFeature QUIC_TLS_VERSION = F.formula(
                    "version of the ServerHello, without one the largest of the ClientHello, as tls_version")
            .int64(
                    "quic_tls_version",
                    "number",
                    "Version of TLS in the first ServerHello, else the newest that the client offers");
    private static final IntegerFeature QUIC_CIPHER_SUITE = F.direction(DST_TO_SRC)
            .formula("cipher_suite of the ServerHello; 0 without one")
            .int64("quic_cipher_suite", "number", "Cipher suite in the first ServerHello");
    private static final TextFeature QUIC_JA3_HASH = F.direction(SRC_TO_DST)
            .privacy(Privacy.SENSITIVE)
            .formula("MD5 of the JA3 of the ClientHello, as ja3, in hex")
            .string("quic_ja3_hash", "JA3 of the first ClientHello: MD5 in hexadecimal digits");
    private static final TextFeature QUIC_JA3S_HASH = F.direction(DST_TO_SRC)
            .privacy(Privacy.SENSITIVE)
            .formula("MD5 of the JA3S of the first ServerHello or HelloRetryRequest, as ja3s, in hex")
            .string(
                    "quic_ja3s_hash",
                    "JA3S of the first ServerHello, which may be a HelloRetryRequest: MD5 in hexadecimal digits");
    private static final TextFeature QUIC_JA4 = F.direction(SRC_TO_DST)
            .privacy(Privacy.SENSITIVE)
            .formula("JA4 a_b_c by FoxIO, with q for QUIC")
            .string("quic_ja4", "JA4 of the first ClientHello");
    private static final TextFeature QUIC_JA4_R = F.direction(SRC_TO_DST)
            .privacy(Privacy.SENSITIVE)
            .formula("JA4_r by FoxIO, as ja4_r")
            .string("quic_ja4_r", "JA4 of the first ClientHello with its lists in place of their hashes");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT =
            new FeatureUnit(F.features(), settings -> new QuicFeatures(), Set.of(Protocol.QUIC));

    @Override
    public boolean applies(FlowView view) {
        return facts(view) != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        QuicFacts facts = facts(view);
        if (facts == null) {
            return;
        }
        out.set(QUIC_DETECTED, true);
        out.set(QUIC_VERSION, Integer.toUnsignedLong(facts.version()));
        out.set(QUIC_VERSION_STR, facts.versionText());
        out.set(QUIC_DCID_LEN, facts.destinationConnectionId().length());
        out.set(QUIC_SCID_LEN, facts.sourceConnectionId().length());
        out.set(QUIC_INITIAL_PACKETS, facts.initialPackets());
        out.set(QUIC_0RTT_DETECTED, facts.zeroRttPackets() > 0);
        out.set(QUIC_RETRY_DETECTED, facts.retryPackets() > 0);
        out.set(QUIC_SPIN_BIT, facts.spins());
        out.set(QUIC_PN_LENGTH, facts.packetNumberLength());
        out.set(QUIC_HANDSHAKE_PACKETS, facts.handshakePackets());
        out.set(QUIC_0RTT_PACKETS, facts.zeroRttPackets());
        out.set(QUIC_RETRY_PACKETS, facts.retryPackets());
        out.set(QUIC_VERSION_NEGOTIATION_PACKETS, facts.versionNegotiationPackets());
        out.set(QUIC_SNI, view.ids().name(facts.serverName()));
        out.set(QUIC_ALPN, facts.alpn());
        out.set(QUIC_TLS_VERSION, facts.tlsVersion());
        out.set(QUIC_CIPHER_SUITE, facts.cipherSuite());
        fingerprints(facts.clientHello(), facts.firstServerHello(), out);
    }

    private static void fingerprints(@Nullable ClientHello client, @Nullable ServerHello server, FeatureVector out) {
        if (client != null) {
            Ja4 ja4 = Ja4.of(client, Ja4.HelloCarrier.QUIC);
            out.set(QUIC_JA3_HASH, client.ja3().hash());
            out.set(QUIC_JA4, ja4.hash());
            out.set(QUIC_JA4_R, ja4.raw());
        }
        if (server != null) {
            out.set(QUIC_JA3S_HASH, Ja3.of(server).hash());
        }
    }

    private static @Nullable QuicFacts facts(FlowView view) {
        FlowProtocols protocols = view.flow().protocols();
        return protocols == null ? null : protocols.quic();
    }
}
