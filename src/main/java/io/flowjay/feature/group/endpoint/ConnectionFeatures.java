package io.flowjay.feature.group.endpoint;

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
import io.flowjay.flow.Flow;
import io.flowjay.graph.HostGraph;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.Profile;

/**
 * Group {@code connection}: the flow's hosts among all hosts of the capture. Every count includes the flow itself. Nothing is
 * known of a capture that can be read only once, or has more hosts than {@link io.flowjay.graph.HostGraphSettings} allows.
 */
public final class ConnectionFeatures implements FeatureGroup {
    static final String NAME = "connection";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXPERIMENTAL);
    private static final IntegerFeature SRC_TOTAL_FLOWS = F.direction(SRC_TO_DST)
            .formula("count(flows with initiator S)")
            .int64("conn_src_total_flows", "count", "Flows that the initiator's host initiated");
    private static final IntegerFeature SRC_TOTAL_PACKETS = F.direction(SRC_TO_DST)
            .formula("count(packets that S sent), in flows of either role")
            .int64("conn_src_total_packets", "count", "Packets that the initiator's host sent in all of its flows");
    private static final IntegerFeature SRC_TOTAL_BYTES = F.direction(SRC_TO_DST)
            .formula("sum(len of the packets that S sent), in flows of either role")
            .int64("conn_src_total_bytes", "bytes", "IP bytes that the initiator's host sent in all of its flows");
    private static final IntegerFeature SRC_UNIQUE_DSTS = F.direction(SRC_TO_DST)
            .formula("distinct(responder of the flows with initiator S)")
            .int64("conn_src_unique_dsts", "count", "Distinct hosts that the initiator's host initiated flows to");
    private static final IntegerFeature SRC_UNIQUE_PORTS = F.direction(SRC_TO_DST)
            .formula("distinct(dst_port of the flows with initiator S)")
            .int64(
                    "conn_src_unique_ports",
                    "count",
                    "Distinct TCP, UDP and SCTP ports that the initiator's host initiated flows to");
    private static final IntegerFeature SRC_DST_FLOWS = F.formula("count(flows with initiator S and responder D)")
            .int64("conn_src_dst_flows", "count", "Flows that the initiator's host initiated to the responder's host");
    private static final IntegerFeature SRC_PORT_FLOWS = F.direction(SRC_TO_DST)
            .formula("count(flows with initiator S and the dst_port of this flow)")
            .int64(
                    "conn_src_port_flows",
                    "count",
                    "Flows that the initiator's host initiated to the responder's port on any host; 0 for protocols without ports");
    private static final IntegerFeature SRC_OUT_DEGREE = F.direction(SRC_TO_DST)
            .twin("conn_src_unique_dsts")
            .int64("conn_src_out_degree", "count", "Out-degree of the initiator's host in the directed graph of hosts");
    private static final NumberFeature SRC_CLUSTERING = F.direction(SRC_TO_DST)
            .formula("edges between neighbours of S / pairs of neighbours, undirected; 0 below two neighbours")
            .float64(
                    "conn_src_clustering",
                    "ratio",
                    "Local clustering coefficient of the initiator's host in the undirected graph of hosts");
    private static final NumberFeature SRC_BETWEENNESS = F.direction(SRC_TO_DST)
            .formula(
                    "sum over pairs s, t of the share of shortest paths from s to t that pass S, / ((n - 1) * (n - 2)); n hosts, directed, ends left out; from sampled s above exact-betweenness-hosts")
            .float64(
                    "conn_src_betweenness",
                    "ratio",
                    "Betweenness centrality of the initiator's host in the directed graph of hosts, 0 to 1");
    private static final IntegerFeature SRC_COMMUNITY = F.direction(SRC_TO_DST)
            .formula(
                    "number of the community of S: modularity at resolution 1 by Louvain, edges weighted by flows, fixed seed")
            .int64(
                    "conn_src_community",
                    "number",
                    -1,
                    "Community of the initiator's host (Louvain, edges weighted by flows), numbered by smallest address");
    private static final IntegerFeature DST_TOTAL_FLOWS = F.direction(DST_TO_SRC)
            .formula("count(flows with responder D)")
            .int64("conn_dst_total_flows", "count", "Flows initiated to the responder's host");
    private static final IntegerFeature DST_TOTAL_PACKETS = F.direction(DST_TO_SRC)
            .formula("count(packets that D received), in flows of either role")
            .int64("conn_dst_total_packets", "count", "Packets that the responder's host received in all of its flows");
    private static final IntegerFeature DST_TOTAL_BYTES = F.direction(DST_TO_SRC)
            .formula("sum(len of the packets that D received), in flows of either role")
            .int64("conn_dst_total_bytes", "bytes", "IP bytes that the responder's host received in all of its flows");
    private static final IntegerFeature DST_UNIQUE_SRCS = F.direction(DST_TO_SRC)
            .formula("distinct(initiator of the flows with responder D)")
            .int64("conn_dst_unique_srcs", "count", "Distinct hosts that initiated flows to the responder's host");
    private static final IntegerFeature DST_IN_DEGREE = F.direction(DST_TO_SRC)
            .twin("conn_dst_unique_srcs")
            .int64("conn_dst_in_degree", "count", "In-degree of the responder's host in the directed graph of hosts");
    private static final NumberFeature DST_CLUSTERING = F.direction(DST_TO_SRC)
            .formula("edges between neighbours of D / pairs of neighbours, undirected; 0 below two neighbours")
            .float64(
                    "conn_dst_clustering",
                    "ratio",
                    "Local clustering coefficient of the responder's host in the undirected graph of hosts");
    private static final NumberFeature DST_BETWEENNESS = F.direction(DST_TO_SRC)
            .formula(
                    "sum over pairs s, t of the share of shortest paths from s to t that pass D, / ((n - 1) * (n - 2)); n hosts, directed, ends left out; from sampled s above exact-betweenness-hosts")
            .float64(
                    "conn_dst_betweenness",
                    "ratio",
                    "Betweenness centrality of the responder's host in the directed graph of hosts, 0 to 1");
    private static final IntegerFeature DST_COMMUNITY = F.direction(DST_TO_SRC)
            .formula(
                    "number of the community of D: modularity at resolution 1 by Louvain, edges weighted by flows, fixed seed")
            .int64(
                    "conn_dst_community",
                    "number",
                    -1,
                    "Community of the responder's host (Louvain, edges weighted by flows), numbered by smallest address");
    private static final FlagFeature SAME_COMMUNITY = F.formula("conn_src_community = conn_dst_community, both known")
            .bool("conn_same_community", "Whether both hosts are in the same community");
    private static final FlagFeature BETWEENNESS_EXACT = F.profile(Profile.FLOWJAY)
            .formula("hosts of the capture <= exact-betweenness-hosts")
            .bool("conn_betweenness_exact", "Whether betweenness is exact; otherwise it is estimated or not computed");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new ConnectionFeatures());

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
        out.set(SRC_DST_FLOWS, graph.flows(initiator, responder));
        if (IpProtocol.hasPorts(flow.protocol())) {
            out.set(SRC_PORT_FLOWS, graph.flowsToPort(initiator, flow.responderPort()));
        }
        out.set(SAME_COMMUNITY, graph.community(initiator) == graph.community(responder));
        out.set(BETWEENNESS_EXACT, graph.isBetweennessExact());
    }

    private static void initiator(HostGraph graph, int host, FeatureVector out) {
        out.set(SRC_TOTAL_FLOWS, graph.flowsFrom(host));
        out.set(SRC_TOTAL_PACKETS, graph.packetsSent(host));
        out.set(SRC_TOTAL_BYTES, graph.bytesSent(host));
        out.set(SRC_UNIQUE_DSTS, graph.outDegree(host));
        out.set(SRC_UNIQUE_PORTS, graph.ports(host));
        out.set(SRC_OUT_DEGREE, graph.outDegree(host));
        out.set(SRC_CLUSTERING, graph.clustering(host));
        out.set(SRC_BETWEENNESS, graph.betweenness(host));
        out.set(SRC_COMMUNITY, graph.community(host));
    }

    private static void responder(HostGraph graph, int host, FeatureVector out) {
        out.set(DST_TOTAL_FLOWS, graph.flowsTo(host));
        out.set(DST_TOTAL_PACKETS, graph.packetsReceived(host));
        out.set(DST_TOTAL_BYTES, graph.bytesReceived(host));
        out.set(DST_UNIQUE_SRCS, graph.inDegree(host));
        out.set(DST_IN_DEGREE, graph.inDegree(host));
        out.set(DST_CLUSTERING, graph.clustering(host));
        out.set(DST_BETWEENNESS, graph.betweenness(host));
        out.set(DST_COMMUNITY, graph.community(host));
    }
}
