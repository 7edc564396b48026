package io.flowjay.feature.group.endpoint;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;
import static io.flowjay.feature.Privacy.HIGH;
import static io.flowjay.feature.Privacy.SENSITIVE;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.feature.TimeFeature;
import io.flowjay.flow.Flow;
import io.flowjay.flow.ServicePort;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.Profile;

/** Group {@code flow_meta}: who, when, how much. */
public final class FlowMetaFeatures implements FeatureGroup {
    static final String NAME = "flow_meta";
    private static final double NANOS_PER_SECOND = 1e9;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_CORE);
    private static final TextFeature SRC_IP = F.direction(SRC_TO_DST)
            .privacy(HIGH)
            .formula("IP source of fwd")
            .string("src_ip", "Address of the initiator");
    private static final TextFeature DST_IP = F.direction(DST_TO_SRC)
            .privacy(HIGH)
            .formula("IP destination of fwd")
            .string("dst_ip", "Address of the responder");
    private static final IntegerFeature SRC_PORT = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("source port of fwd; 0 also without ports, which only TCP, UDP and SCTP have")
            .int64("src_port", "number", "Port of the initiator; 0 for a protocol without ports");
    private static final IntegerFeature DST_PORT = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("destination port of fwd; 0 also without ports, which only TCP, UDP and SCTP have")
            .int64("dst_port", "number", "Port of the responder; 0 for a protocol without ports");
    private static final TextFeature DST_PORT_CLASS = F.direction(DST_TO_SRC)
            .formula(
                    "name of dst_port in a table of 45 services; of other ports system if dst_port < 1024, registered if < 49152, else dynamic; empty without ports")
            .string(
                    "dst_port_class",
                    "Service name of the responder's port, or its range: system, registered, dynamic (RFC 6335)");
    private static final IntegerFeature DST_PORT_CLASS_NUM = F.direction(DST_TO_SRC)
            .formula("1 if dst_port < 1024, 2 if < 49152, else 3; 0 without ports")
            .int64(
                    "dst_port_class_num",
                    "number",
                    "Class of the responder's port: 1 system, 2 registered, 3 dynamic; 0 for a protocol without ports");
    private static final IntegerFeature PROTOCOL = F.formula(
                    "IPv4 protocol, or the next header after the IPv6 extension headers")
            .int64("protocol", "number", "Upper-layer protocol number (IANA)");
    private static final TimeFeature START_TIME =
            F.privacy(SENSITIVE).formula("min(time)").time("start_time", "Time of the earliest packet");
    private static final TimeFeature END_TIME =
            F.privacy(SENSITIVE).formula("max(time)").time("end_time", "Time of the latest packet");
    private static final NumberFeature DURATION =
            F.formula("end_time - start_time").float64("duration", "s", "Time from the earliest to the latest packet");
    private static final IntegerFeature TOTAL_PACKETS =
            F.formula("count(packets)").int64("total_packets", "count", "Packets in both directions");
    private static final IntegerFeature PACKETS_FWD =
            F.direction(SRC_TO_DST).formula("count(fwd)").int64("packets_fwd", "count", "Packets from the initiator");
    private static final IntegerFeature PACKETS_BWD =
            F.direction(DST_TO_SRC).formula("count(bwd)").int64("packets_bwd", "count", "Packets from the responder");
    private static final IntegerFeature TOTAL_BYTES =
            F.formula("sum(len)").int64("total_bytes", "bytes", "IP bytes in both directions");
    private static final IntegerFeature BYTES_FWD =
            F.direction(SRC_TO_DST).formula("sum(len(fwd))").int64("bytes_fwd", "bytes", "IP bytes from the initiator");
    private static final IntegerFeature BYTES_BWD =
            F.direction(DST_TO_SRC).formula("sum(len(bwd))").int64("bytes_bwd", "bytes", "IP bytes from the responder");
    private static final IntegerFeature PAYLOAD_BYTES_FWD = F.direction(SRC_TO_DST)
            .formula("sum(payload(fwd))")
            .int64("payload_bytes_fwd", "bytes", "Transport payload from the initiator");
    private static final IntegerFeature PAYLOAD_BYTES_BWD = F.direction(DST_TO_SRC)
            .formula("sum(payload(bwd))")
            .int64("payload_bytes_bwd", "bytes", "Transport payload from the responder");
    private static final IntegerFeature PAYLOAD_BYTES_TOTAL =
            F.formula("sum(payload)").int64("payload_bytes_total", "bytes", "Transport payload in both directions");
    private static final NumberFeature PACKETS_RATIO = F.formula("packets_fwd / packets_bwd; 0 without bwd")
            .float64("packets_ratio", "ratio", "Packets forward by packets backward; 0 without packets backward");
    private static final NumberFeature BYTES_RATIO = F.formula("bytes_fwd / bytes_bwd; 0 without bwd")
            .float64("bytes_ratio", "ratio", "IP bytes forward by IP bytes backward; 0 without bytes backward");
    private static final NumberFeature PACKETS_PER_SECOND = F.formula("total_packets / duration; 0 if duration = 0")
            .float64("packets_per_second", "pps", "Packets by duration; 0 for a flow without duration");
    private static final NumberFeature BYTES_PER_SECOND = F.formula("total_bytes / duration; 0 if duration = 0")
            .float64("bytes_per_second", "Bps", "IP bytes by duration; 0 for a flow without duration");
    private static final NumberFeature AVG_PACKET_SIZE =
            F.twin("pkt_len_mean").float64("avg_packet_size", "bytes", "Mean IP length of a packet");
    private static final TimeFeature TIME_FIRST = F.privacy(SENSITIVE)
            .twin("start_time")
            .time("time_first", "Same as start_time, under the name that Tranalyzer uses");
    private static final TimeFeature TIME_LAST = F.privacy(SENSITIVE)
            .twin("end_time")
            .time("time_last", "Same as end_time, under the name that Tranalyzer uses");
    private static final IntegerFeature FLOW_STAT = F.formula(
                    "1 * any(SYN without ACK) + 2 * any(SYN with ACK) + 4 * any(FIN(fwd)) + 8 * any(FIN(bwd)) + 16 * any(RST) + 32 * (flow_end_reason is not end, no RST, not both FINs) + 64 * (1, 2, 4 and 8)")
            .int64(
                    "flow_stat",
                    "bitmap",
                    "TCP state bits: 1 SYN, 2 SYN+ACK, 4 FIN forward, 8 FIN backward, 16 RST, 32 ended with neither both FINs nor RST, 64 handshake and both FINs; 0 for other protocols");
    private static final IntegerFeature NUM_HDRS =
            F.formula("count(names in hdr_desc)").int64("num_hdrs", "count", "Headers in hdr_desc");
    private static final TextFeature HDR_DESC = F.formula(
                    "names of the first packet's headers from the outermost to the last before the payload, joined by -")
            .string("hdr_desc", "Headers of the first packet from the link layer on, for example ETH-VLAN-IP-TCP");
    private static final IntegerFeature REORDERED_PACKETS = F.profile(Profile.FLOWJAY)
            .formula("count(time < time of the packet before it in the capture)")
            .int64(
                    "reordered_packets",
                    "count",
                    "Packets with a time before that of the flow's previous packet in the capture");
    private static final IntegerFeature TRUNCATED_PACKETS = F.formula("count(bytes captured < bytes sent)")
            .int64(
                    "truncated_packets",
                    "count",
                    "Packets that the capture holds only in part: lengths are right, values from payload may be missing");
    private static final IntegerFeature DUPLICATE_PACKETS = F.formula(
                    "count(packets that are equal to one of the flow within deduplicate before); they count nowhere else")
            .int64(
                    "duplicate_packets",
                    "count",
                    "Packets that were captured once more within the time that setting deduplicate says, and are not counted as traffic; 0 without it");
    private static final IntegerFeature BAD_CHECKSUM_PACKETS = F.formula(
                    "count(verified packets whose checksum is wrong, RFC 1071)")
            .int64(
                    "bad_checksum_packets",
                    "count",
                    "TCP and UDP packets with a wrong checksum, of those whose payload is read (not content of HTTP/1, which is only counted), and of TCP segments without payload until the sender's first right one; 0 when setting checksums is ignore");
    private static final IntegerFeature PART = F.formula("1 + count(earlier parts of the connection)")
            .int64(
                    "part",
                    "number",
                    "Which part of its connection the record is: 1, or more when timeouts or limits cut the connection");
    private static final TextFeature INITIATOR_EVIDENCE = F.formula(
                    "the first of earlier_part, syn, syn_ack, sctp_init, tls_hello, dtls_hello, quic_packet, dns_message, http2_preface, icmp_query, service_port, first_packet that the flow has; of one kind its first packet decides")
            .string(
                    "initiator_evidence",
                    "What shows that src is the initiator: syn, syn_ack, sctp_init, tls_hello, dtls_hello, quic_packet, dns_message, http2_preface, icmp_query, service_port, first_packet, or earlier_part of the connection");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new FlowMetaFeatures());

    @Override
    public void compute(FlowView view, FeatureVector out) {
        Flow flow = view.flow();
        endpoints(view, out);
        out.set(PROTOCOL, flow.protocol());
        out.set(START_TIME, flow.startNanos());
        out.set(END_TIME, flow.endNanos());
        out.set(TIME_FIRST, flow.startNanos());
        out.set(TIME_LAST, flow.endNanos());
        double seconds = ((double) flow.endNanos() - flow.startNanos()) / NANOS_PER_SECOND;
        long nanos = flow.endNanos() - flow.startNanos();
        if (nanos >= 0) {
            // Centuries overflow a long; then the less exact difference of doubles is enough.
            seconds = nanos / NANOS_PER_SECOND;
        }
        out.set(DURATION, seconds);
        counts(view, seconds, out);
        out.set(FLOW_STAT, view.flow().isTcp() ? FlowStat.of(view) : 0);
        out.set(NUM_HDRS, flow.headers().count());
        out.set(HDR_DESC, flow.headers().description());
        out.set(REORDERED_PACKETS, flow.reorderedPackets());
        out.set(TRUNCATED_PACKETS, flow.truncatedPackets());
        out.set(DUPLICATE_PACKETS, flow.duplicatePackets());
        out.set(BAD_CHECKSUM_PACKETS, flow.badChecksumPackets());
        out.set(PART, flow.part());
        out.set(INITIATOR_EVIDENCE, flow.evidence().text());
    }

    private static void endpoints(FlowView view, FeatureVector out) {
        Flow flow = view.flow();
        out.set(SRC_IP, view.ids().initiatorAddress(flow));
        out.set(DST_IP, view.ids().responderAddress(flow));
        if (IpProtocol.hasPorts(flow.protocol())) {
            out.set(SRC_PORT, flow.initiatorPort());
            out.set(DST_PORT, flow.responderPort());
            out.set(DST_PORT_CLASS, ServicePort.name(flow.responderPort()));
            out.set(DST_PORT_CLASS_NUM, ServicePort.number(flow.responderPort()));
        }
    }

    private static void counts(FlowView view, double seconds, FeatureVector out) {
        long forward = view.forwardLengths().size();
        long backward = view.backwardLengths().size();
        long bytesForward = view.forwardLengths().sum();
        long bytesBackward = view.backwardLengths().sum();
        long packets = forward + backward;
        long bytes = bytesForward + bytesBackward;
        out.set(TOTAL_PACKETS, packets);
        out.set(PACKETS_FWD, forward);
        out.set(PACKETS_BWD, backward);
        out.set(TOTAL_BYTES, bytes);
        out.set(BYTES_FWD, bytesForward);
        out.set(BYTES_BWD, bytesBackward);
        out.set(PAYLOAD_BYTES_FWD, view.forwardPayloads().sum());
        out.set(PAYLOAD_BYTES_BWD, view.backwardPayloads().sum());
        out.set(PAYLOAD_BYTES_TOTAL, view.payloads().sum());
        out.set(PACKETS_RATIO, (double) forward / backward);
        out.set(BYTES_RATIO, (double) bytesForward / bytesBackward);
        out.set(PACKETS_PER_SECOND, packets / seconds);
        out.set(BYTES_PER_SECOND, bytes / seconds);
        out.set(AVG_PACKET_SIZE, (double) bytes / packets);
    }
}
