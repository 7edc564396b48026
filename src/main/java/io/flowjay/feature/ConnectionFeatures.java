package io.flowjay.feature;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.flow.Flow;
import io.flowjay.graph.HostGraph;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.Profile;
import java.util.List;

/**
 * Group {@code connection}: the flow's hosts among all hosts of the capture. Every count includes the flow itself. Nothing is
 * known of a capture that can be read only once, or has more hosts than {@link io.flowjay.graph.HostGraphSettings} allows.
 */
final class ConnectionFeatures implements FeatureGroup {
    static final String NAME = "connection";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXPERIMENTAL);
    private static final int SRC_TOTAL_FLOWS =
            F.direction(SRC_TO_DST).int64("conn_src_total_flows", "count", "Flows that the initiator's host initiated");
    private static final int SRC_TOTAL_PACKETS = F.direction(SRC_TO_DST)
            .int64("conn_src_total_packets", "count", "Packets that the initiator's host sent in all of its flows");
    private static final int SRC_TOTAL_BYTES = F.direction(SRC_TO_DST)
            .int64("conn_src_total_bytes", "bytes", "IP bytes that the initiator's host sent in all of its flows");
    private static final int SRC_UNIQUE_DSTS = F.direction(SRC_TO_DST)
            .int64("conn_src_unique_dsts", "count", "Distinct hosts that the initiator's host initiated flows to");
    private static final int SRC_UNIQUE_PORTS = F.direction(SRC_TO_DST)
            .int64(
                    "conn_src_unique_ports",
                    "count",
                    "Distinct TCP, UDP and SCTP ports that the initiator's host initiated flows to");
    private static final int SRC_DST_FLOWS =
            F.int64("conn_src_dst_flows", "count", "Flows that the initiator's host initiated to the responder's host");
    private static final int SRC_PORT_FLOWS = F.direction(SRC_TO_DST)
            .int64(
                    "conn_src_port_flows",
                    "count",
                    "Flows that the initiator's host initiated to the responder's port on any host; 0 for protocols without ports");
    private static final int SRC_OUT_DEGREE = F.direction(SRC_TO_DST)
            .int64("conn_src_out_degree", "count", "Out-degree of the initiator's host in the directed graph of hosts");
    private static final int SRC_CLUSTERING = F.direction(SRC_TO_DST)
            .float64(
                    "conn_src_clustering",
                    "",
                    "Local clustering coefficient of the initiator's host in the undirected graph of hosts");
    private static final int SRC_BETWEENNESS = F.direction(SRC_TO_DST)
            .float64(
                    "conn_src_betweenness",
                    "",
                    "Betweenness centrality of the initiator's host in the directed graph of hosts, 0 to 1");
    private static final int SRC_COMMUNITY = F.direction(SRC_TO_DST)
            .int64(
                    "conn_src_community",
                    "",
                    -1,
                    "Community of the initiator's host (Louvain, edges weighted by flows), numbered by smallest address");
    private static final int DST_TOTAL_FLOWS =
            F.direction(DST_TO_SRC).int64("conn_dst_total_flows", "count", "Flows initiated to the responder's host");
    private static final int DST_TOTAL_PACKETS = F.direction(DST_TO_SRC)
            .int64("conn_dst_total_packets", "count", "Packets that the responder's host received in all of its flows");
    private static final int DST_TOTAL_BYTES = F.direction(DST_TO_SRC)
            .int64("conn_dst_total_bytes", "bytes", "IP bytes that the responder's host received in all of its flows");
    private static final int DST_UNIQUE_SRCS = F.direction(DST_TO_SRC)
            .int64("conn_dst_unique_srcs", "count", "Distinct hosts that initiated flows to the responder's host");
    private static final int DST_IN_DEGREE = F.direction(DST_TO_SRC)
            .int64("conn_dst_in_degree", "count", "In-degree of the responder's host in the directed graph of hosts");
    private static final int DST_CLUSTERING = F.direction(DST_TO_SRC)
            .float64(
                    "conn_dst_clustering",
                    "",
                    "Local clustering coefficient of the responder's host in the undirected graph of hosts");
    private static final int DST_BETWEENNESS = F.direction(DST_TO_SRC)
            .float64(
                    "conn_dst_betweenness",
                    "",
                    "Betweenness centrality of the responder's host in the directed graph of hosts, 0 to 1");
    private static final int DST_COMMUNITY = F.direction(DST_TO_SRC)
            .int64(
                    "conn_dst_community",
                    "",
                    -1,
                    "Community of the responder's host (Louvain, edges weighted by flows), numbered by smallest address");
    private static final int SAME_COMMUNITY =
            F.bool("conn_same_community", "Whether both hosts are in the same community");
    private static final int BETWEENNESS_EXACT = F.profile(Profile.FLOWJAY)
            .bool("conn_betweenness_exact", "Whether betweenness is exact; otherwise it is estimated or not computed");

    static final List<Feature> FEATURES = F.features();

    @Override
    public void compute(FlowView view, FeatureVector out) {
        HostGraph graph = view.graph();
        if (graph == null) {
            return;
        }
        Flow flow = view.flow();
        int initiator = graph.initiator(flow);
        int responder = graph.responder(flow);
        // A file that was written to between the passes may have hosts that the graph has not.
        if (initiator == HostGraph.UNKNOWN || responder == HostGraph.UNKNOWN) {
            return;
        }
        initiator(graph, initiator, out);
        responder(graph, responder, out);
        out.setLong(SRC_DST_FLOWS, graph.flows(initiator, responder));
        if (IpProtocol.hasPorts(flow.protocol())) {
            out.setLong(SRC_PORT_FLOWS, graph.flowsToPort(initiator, flow.responderPort()));
        }
        out.setBool(SAME_COMMUNITY, graph.community(initiator) == graph.community(responder));
        out.setBool(BETWEENNESS_EXACT, graph.isBetweennessExact());
    }

    private static void initiator(HostGraph graph, int host, FeatureVector out) {
        out.setLong(SRC_TOTAL_FLOWS, graph.flowsFrom(host));
        out.setLong(SRC_TOTAL_PACKETS, graph.packetsSent(host));
        out.setLong(SRC_TOTAL_BYTES, graph.bytesSent(host));
        out.setLong(SRC_UNIQUE_DSTS, graph.outDegree(host));
        out.setLong(SRC_UNIQUE_PORTS, graph.ports(host));
        out.setLong(SRC_OUT_DEGREE, graph.outDegree(host));
        out.setDouble(SRC_CLUSTERING, graph.clustering(host));
        out.setDouble(SRC_BETWEENNESS, graph.betweenness(host));
        out.setLong(SRC_COMMUNITY, graph.community(host));
    }

    private static void responder(HostGraph graph, int host, FeatureVector out) {
        out.setLong(DST_TOTAL_FLOWS, graph.flowsTo(host));
        out.setLong(DST_TOTAL_PACKETS, graph.packetsReceived(host));
        out.setLong(DST_TOTAL_BYTES, graph.bytesReceived(host));
        out.setLong(DST_UNIQUE_SRCS, graph.inDegree(host));
        out.setLong(DST_IN_DEGREE, graph.inDegree(host));
        out.setDouble(DST_CLUSTERING, graph.clustering(host));
        out.setDouble(DST_BETWEENNESS, graph.betweenness(host));
        out.setLong(DST_COMMUNITY, graph.community(host));
    }
}
