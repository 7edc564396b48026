package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.packet.TcpFlags;
import io.flowjay.settings.Profile;

/** Group {@code tcp}: control bits (RFC 9293 section 3.1), handshake and end. */
public final class TcpFeatures implements FeatureGroup {
    static final String NAME = "tcp";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_CORE);
    private static final FlagFeature TCP_IS_TCP =
            F.formula("protocol = 6").bool("tcp_is_tcp", "Whether the protocol is TCP");
    private static final IntegerFeature TCP_SYN_COUNT =
            F.formula("count(SYN without ACK)").int64("tcp_syn_count", "count", "Packets with SYN and without ACK");
    private static final IntegerFeature TCP_SYNACK_COUNT =
            F.formula("count(SYN with ACK)").int64("tcp_synack_count", "count", "Packets with SYN and ACK");
    private static final IntegerFeature TCP_FIN_COUNT =
            F.formula("count(FIN)").int64("tcp_fin_count", "count", "Packets with FIN");
    private static final IntegerFeature TCP_RST_COUNT =
            F.formula("count(RST)").int64("tcp_rst_count", "count", "Packets with RST");
    private static final IntegerFeature TCP_ACK_COUNT =
            F.formula("count(ACK)").int64("tcp_ack_count", "count", "Packets with ACK");
    private static final IntegerFeature TCP_PSH_COUNT =
            F.formula("count(PSH)").int64("tcp_psh_count", "count", "Packets with PSH");
    private static final IntegerFeature TCP_URG_COUNT =
            F.formula("count(URG)").int64("tcp_urg_count", "count", "Packets with URG");
    private static final IntegerFeature TCP_ECE_COUNT =
            F.formula("count(ECE)").int64("tcp_ece_count", "count", "Packets with ECE");
    private static final IntegerFeature TCP_CWR_COUNT =
            F.formula("count(CWR)").int64("tcp_cwr_count", "count", "Packets with CWR");
    private static final FlagFeature TCP_COMPLETE_HANDSHAKE = F.formula("tcp_initiator_syn and tcp_responder_synack")
            .bool("tcp_complete_handshake", "Whether the initiator sent SYN and the responder SYN+ACK");
    private static final FlagFeature TCP_GRACEFUL_CLOSE =
            F.formula("any(FIN(fwd)) and any(FIN(bwd))").bool("tcp_graceful_close", "Whether both sides sent FIN");
    private static final FlagFeature TCP_RESET_CLOSE =
            F.formula("any(RST)").bool("tcp_reset_close", "Whether a RST was seen");
    private static final NumberFeature TCP_SYN_RATIO = F.formula("(tcp_syn_count + tcp_synack_count) / total_packets")
            .float64("tcp_syn_ratio", "ratio", "Share of packets with SYN");
    private static final NumberFeature TCP_FIN_RATIO =
            F.formula("tcp_fin_count / total_packets").float64("tcp_fin_ratio", "ratio", "Share of packets with FIN");
    private static final NumberFeature TCP_RST_RATIO =
            F.formula("tcp_rst_count / total_packets").float64("tcp_rst_ratio", "ratio", "Share of packets with RST");
    private static final NumberFeature TCP_PSH_RATIO =
            F.formula("tcp_psh_count / total_packets").float64("tcp_psh_ratio", "ratio", "Share of packets with PSH");
    private static final IntegerFeature TCP_DATA_PACKETS =
            F.formula("count(payload > 0)").int64("tcp_data_packets", "count", "Packets with payload");
    private static final IntegerFeature TCP_ACK_ONLY_PACKETS = F.formula("count(ACK, payload = 0, none of SYN FIN RST)")
            .int64("tcp_ack_only_packets", "count", "Packets with ACK and none of payload, SYN, FIN, RST");
    private static final FlagFeature TCP_FLAGS_ANOMALY = F.formula(
                    "any(no flag; FIN, PSH and URG; FIN without SYN and ACK; FIN and SYN; SYN and RST)")
            .bool(
                    "tcp_flags_anomaly",
                    "Whether a packet had no flags, FIN with PSH and URG, FIN without ACK and SYN, SYN with FIN, or SYN with RST");
    private static final FlagFeature TCP_INITIATOR_SYN = F.direction(SRC_TO_DST)
            .formula("any(SYN without ACK, in fwd)")
            .bool("tcp_initiator_syn", "Whether the initiator sent SYN without ACK");
    private static final FlagFeature TCP_RESPONDER_SYNACK = F.direction(DST_TO_SRC)
            .formula("any(SYN with ACK, in bwd)")
            .bool("tcp_responder_synack", "Whether the responder sent SYN+ACK");
    private static final IntegerFeature TCP_FSTAT = F.formula(
                    "1 * tcp_initiator_syn + 2 * tcp_responder_synack + 4 * (tcp_ack_count > tcp_synack_count) + 8 * any(FIN(fwd)) + 16 * any(FIN(bwd)) + 32 * any(RST) + 64 * any(payload > 0) + 128 * tcp_flags_anomaly")
            .int64(
                    "tcp_fstat",
                    "bitmap",
                    "State bits: 1 SYN of the initiator, 2 SYN+ACK of the responder, 4 more ACKs than SYN+ACKs, 8 FIN of the initiator, 16 FIN of the responder, 32 RST, 64 payload, 128 anomalous flags");
    private static final IntegerFeature TCP_FLAGS_AGG = F.formula(
                    "bitwise or of the flags of all packets: 1 FIN, 2 SYN, 4 RST, 8 PSH, 16 ACK, 32 URG, 64 ECE, 128 CWR")
            .int64("tcp_flags_agg", "bitmap", "All flags seen (low 8 bits)");
    private static final IntegerFeature TCP_FLAGS_FWD = F.direction(SRC_TO_DST)
            .formula("bitwise or of the flags of fwd, as tcp_flags_agg")
            .int64("tcp_flags_fwd", "bitmap", "All flags of the initiator (low 8 bits)");
    private static final IntegerFeature TCP_FLAGS_BWD = F.direction(DST_TO_SRC)
            .formula("bitwise or of the flags of bwd, as tcp_flags_agg")
            .int64("tcp_flags_bwd", "bitmap", "All flags of the responder (low 8 bits)");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new TcpFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().isTcp();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        TcpFlagCounts counts = new TcpFlagCounts(view.flow().packets());
        double packets = view.flow().packets().size();
        out.set(TCP_IS_TCP, true);
        out.set(TCP_SYN_COUNT, counts.syn);
        out.set(TCP_SYNACK_COUNT, counts.synAck);
        out.set(TCP_FIN_COUNT, counts.fin);
        out.set(TCP_RST_COUNT, counts.rst);
        out.set(TCP_ACK_COUNT, counts.ack);
        out.set(TCP_PSH_COUNT, counts.psh);
        out.set(TCP_URG_COUNT, counts.urg);
        out.set(TCP_ECE_COUNT, counts.ece);
        out.set(TCP_CWR_COUNT, counts.cwr);
        out.set(TCP_SYN_RATIO, (counts.syn + counts.synAck) / packets);
        out.set(TCP_FIN_RATIO, counts.fin / packets);
        out.set(TCP_RST_RATIO, counts.rst / packets);
        out.set(TCP_PSH_RATIO, counts.psh / packets);
        out.set(TCP_DATA_PACKETS, counts.data);
        out.set(TCP_ACK_ONLY_PACKETS, counts.ackOnly);
        out.set(TCP_FLAGS_AGG, counts.forwardFlags | counts.backwardFlags);
        out.set(TCP_FLAGS_FWD, counts.forwardFlags);
        out.set(TCP_FLAGS_BWD, counts.backwardFlags);
        state(counts, out);
    }

    private static void state(TcpFlagCounts counts, FeatureVector out) {
        boolean finForward = (counts.forwardFlags & TcpFlags.FIN) != 0;
        boolean finBackward = (counts.backwardFlags & TcpFlags.FIN) != 0;
        out.set(TCP_INITIATOR_SYN, counts.initiatorSyn);
        out.set(TCP_RESPONDER_SYNACK, counts.responderSynAck);
        out.set(TCP_COMPLETE_HANDSHAKE, counts.initiatorSyn && counts.responderSynAck);
        out.set(TCP_GRACEFUL_CLOSE, finForward && finBackward);
        out.set(TCP_RESET_CLOSE, counts.rst > 0);
        out.set(TCP_FLAGS_ANOMALY, counts.anomaly);
        int bits = bit(counts.initiatorSyn, 0x01)
                | bit(counts.responderSynAck, 0x02)
                | bit(counts.ack > counts.synAck, 0x04)
                | bit(finForward, 0x08)
                | bit(finBackward, 0x10)
                | bit(counts.rst > 0, 0x20)
                | bit(counts.data > 0, 0x40)
                | bit(counts.anomaly, 0x80);
        out.set(TCP_FSTAT, bits);
    }

    private static int bit(boolean set, int bit) {
        return set ? bit : 0;
    }
}
