package io.flowjay.feature.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowEnd;
import io.flowjay.flow.TestFlows;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every feature of the groups flow_meta, timing, size and tcp, with values worked out by hand. */
class GroupTest {
    private static final Set<String> GROUPS = Set.of("flow_meta", "timing", "size", "tcp");

    /** A handshake and one request with its answer. */
    private static final String REQUEST = """
            0.000 c S 60 0
            0.010 s SA 60 0
            0.030 c PA 152 100
            0.130 s PA 1452 1400
            """;

    /** A whole connection: data of 10 and 20 bytes, both FINs. */
    private static final String CONNECTION = """
            0.00 c S 40 0
            0.02 s SA 40 0
            0.03 c A 40 0
            0.04 c PA 50 10
            0.06 s A 40 0
            0.07 s PA 60 20
            0.08 c A 40 0
            0.09 c FA 40 0
            0.11 s FA 40 0
            0.12 c A 40 0
            """;

    private static final String ONE_DATAGRAM = "1700000000.25 c - 40 12";

    static Stream<Arguments> cases() {
        return Stream.of(
                flow("request", IpProtocol.TCP, FlowEnd.CAPTURE_END, REQUEST, """
                        src_ip=10.0.0.9 dst_ip=10.0.0.10 src_port=40000 dst_port=443 dst_port_class=https
                        dst_port_class_num=1 protocol=6 start_time=0 end_time=0.13 duration=0.13 time_first=0
                        time_last=0.13 total_packets=4 packets_fwd=2 packets_bwd=2 total_bytes=1724 bytes_fwd=212
                        bytes_bwd=1512 payload_bytes_fwd=100 payload_bytes_bwd=1400 payload_bytes_total=1500
                        packets_ratio=1 bytes_ratio=0.14021164021 packets_per_second=30.769230769
                        bytes_per_second=13261.538461538 avg_packet_size=431 flow_stat=35 num_hdrs=2 hdr_desc=IP-TCP
                        reordered_packets=0 truncated_packets=0 duplicate_packets=0 bad_checksum_packets=0 part=1
                        initiator_evidence=syn tunnel_type= tunnel_depth=0 tunnel_src_ip= tunnel_dst_ip=
                        iat_min=0.01 iat_max=0.1 iat_mean=0.0433333333 iat_std=0.0402768199 iat_median=0.02
                        iat_sum=0.13 iat_p25=0.015 iat_p75=0.06 iat_p90=0.084 iat_p99=0.0984
                        iat_fwd_min=0.03 iat_fwd_max=0.03 iat_fwd_mean=0.03 iat_fwd_std=0 iat_fwd_median=0.03
                        iat_bwd_min=0.12 iat_bwd_max=0.12 iat_bwd_mean=0.12 iat_bwd_std=0 iat_bwd_median=0.12
                        burstiness_index=0.9294650749 burstiness_index_fwd=0 burstiness_index_bwd=0
                        burst_count=2 avg_burst_packets=2 avg_burst_duration=0.015 max_burst_packets=3
                        idle_count=1 avg_idle_duration=0.1 max_idle_duration=0.1 first_response_time=0.01
                        pkt_len_min=60 pkt_len_max=1452 pkt_len_mean=431 pkt_len_std=590.669958607 pkt_len_median=106
                        pkt_len_p25=60 pkt_len_p75=477 pkt_len_p90=1062
                        pkt_len_fwd_min=60 pkt_len_fwd_max=152 pkt_len_fwd_mean=106 pkt_len_fwd_std=46
                        pkt_len_fwd_median=106 pkt_len_bwd_min=60 pkt_len_bwd_max=1452 pkt_len_bwd_mean=756
                        pkt_len_bwd_std=696 pkt_len_bwd_median=756
                        payload_len_min=0 payload_len_max=1400 payload_len_mean=375 payload_len_std=593.190525882
                        payload_len_fwd_mean=50 payload_len_fwd_std=50 payload_len_bwd_mean=700
                        payload_len_bwd_std=700 packets_with_payload=2 packets_with_payload_fwd=1
                        packets_with_payload_bwd=1 header_only_ratio=0.5 pkt_len_variance=348891
                        dominant_pkt_size=60 dominant_pkt_ratio=0.5 l7_bytes_fwd=100 l7_bytes_bwd=1400
                        l7_bytes_total=1500 l7_pkt_min_fwd=100 l7_pkt_max_fwd=100 l7_pkt_min_bwd=1400
                        l7_pkt_max_bwd=1400 pkt_asymmetry=0 byte_asymmetry=-0.7540603248
                        iat_sample_std=0.049328828623 iat_fwd_sample_std=null iat_bwd_sample_std=null iat_fwd_sum=0.03
                        iat_bwd_sum=0.12 iat_fwd_p25=0.03 iat_fwd_p75=0.03 iat_fwd_p90=0.03 iat_fwd_p99=0.03
                        iat_bwd_p25=0.12 iat_bwd_p75=0.12 iat_bwd_p90=0.12 iat_bwd_p99=0.12
                        pkt_len_sample_std=682.046919207176 pkt_len_sample_variance=465188 pkt_len_fwd_sample_std=65.053823869162
                        pkt_len_bwd_sample_std=984.292639411674 payload_len_sample_std=684.957419601151
                        payload_len_fwd_sample_std=70.710678118655 payload_len_bwd_sample_std=989.949493661166
                        pkt_len_fwd_p25=83 pkt_len_fwd_p75=129 pkt_len_fwd_p90=142.8
                        pkt_len_bwd_p25=408 pkt_len_bwd_p75=1104 pkt_len_bwd_p90=1312.8
                        tcp_is_tcp=true tcp_syn_count=1 tcp_synack_count=1 tcp_fin_count=0 tcp_rst_count=0
                        tcp_ack_count=3 tcp_psh_count=2 tcp_urg_count=0 tcp_ece_count=0 tcp_cwr_count=0
                        tcp_complete_handshake=true tcp_graceful_close=false tcp_reset_close=false
                        tcp_syn_ratio=0.5 tcp_fin_ratio=0 tcp_rst_ratio=0 tcp_psh_ratio=0.5 tcp_data_packets=2
                        tcp_ack_only_packets=0 tcp_flags_anomaly=false tcp_initiator_syn=true
                        tcp_responder_synack=true tcp_fstat=71 tcp_flags_agg=26 tcp_flags_fwd=26 tcp_flags_bwd=26
                        conn_src_total_flows=0 conn_src_total_packets=0 conn_src_total_bytes=0 conn_src_unique_dsts=0
                        conn_src_unique_ports=0 conn_src_dst_flows=0 conn_src_port_flows=0 conn_src_out_degree=0
                        conn_src_clustering=0 conn_src_betweenness=0 conn_src_community=-1 conn_dst_total_flows=0
                        conn_dst_total_packets=0 conn_dst_total_bytes=0 conn_dst_unique_srcs=0 conn_dst_in_degree=0
                        conn_dst_clustering=0 conn_dst_betweenness=0 conn_dst_community=-1 conn_same_community=false
                        conn_betweenness_exact=false
                        """),
                flow("whole connection", IpProtocol.TCP, FlowEnd.END, CONNECTION, """
                        flow_stat=79 tcp_syn_count=1 tcp_synack_count=1 tcp_fin_count=2 tcp_rst_count=0
                        tcp_ack_count=9 tcp_psh_count=2 tcp_data_packets=2 tcp_ack_only_packets=4 tcp_syn_ratio=0.2
                        tcp_fin_ratio=0.2 tcp_psh_ratio=0.2 tcp_complete_handshake=true tcp_graceful_close=true
                        tcp_fstat=95 tcp_flags_agg=27 tcp_flags_fwd=27 tcp_flags_bwd=27 l7_pkt_min_fwd=10
                        l7_pkt_min_bwd=20
                        """),
                flow(
                        "one datagram: no gaps, no response, nothing to divide by",
                        IpProtocol.UDP,
                        FlowEnd.IDLE,
                        ONE_DATAGRAM,
                        """
                        src_port=40000 dst_port=443 protocol=17 start_time=1700000000.25 end_time=1700000000.25
                        duration=0 total_packets=1 packets_fwd=1 packets_bwd=0 total_bytes=40 bytes_fwd=40 bytes_bwd=0
                        payload_bytes_fwd=12 payload_bytes_bwd=0 payload_bytes_total=12 packets_ratio=0 bytes_ratio=0
                        packets_per_second=0 bytes_per_second=0 avg_packet_size=40 flow_stat=0 hdr_desc=IP-UDP
                        iat_min=null iat_max=null iat_mean=null iat_std=null iat_median=null iat_sum=null iat_p25=null
                        iat_p75=null iat_p90=null iat_p99=null iat_fwd_mean=null iat_bwd_mean=null
                        iat_sample_std=null iat_fwd_sum=null iat_bwd_p99=null pkt_len_sample_std=null
                        pkt_len_sample_variance=null pkt_len_fwd_sample_std=null pkt_len_bwd_p25=null
                        payload_len_sample_std=null payload_len_bwd_sample_std=null pkt_len_fwd_p25=40
                        burstiness_index=null burstiness_index_fwd=null burstiness_index_bwd=null
                        burst_count=1 avg_burst_packets=1 avg_burst_duration=0 max_burst_packets=1 idle_count=0
                        avg_idle_duration=0 max_idle_duration=0 first_response_time=0
                        pkt_len_min=40 pkt_len_std=0 pkt_len_variance=0 pkt_len_bwd_min=null pkt_len_bwd_max=null
                        pkt_len_bwd_mean=null pkt_len_bwd_std=null pkt_len_bwd_median=null payload_len_bwd_mean=null
                        payload_len_bwd_std=null payload_len_min=12 packets_with_payload=1 header_only_ratio=0
                        dominant_pkt_size=40 dominant_pkt_ratio=1 l7_pkt_min_fwd=12 l7_pkt_max_fwd=12
                        l7_pkt_min_bwd=0 l7_pkt_max_bwd=0 pkt_asymmetry=1 byte_asymmetry=1
                        tcp_is_tcp=false tcp_ack_count=0 tcp_syn_ratio=0 tcp_flags_anomaly=false tcp_fstat=0
                        """),
                flow(
                        "a protocol without ports",
                        89,
                        FlowEnd.CAPTURE_END,
                        "0 c - 64 44",
                        "src_port=0 dst_port=0 dst_port_class= dst_port_class_num=0 protocol=89"),
                flow(
                        "gaps are those of the times in order",
                        IpProtocol.UDP,
                        FlowEnd.CAPTURE_END,
                        "5 c - 40 12\n3 c - 40 12\n9 s - 40 12",
                        "start_time=3 end_time=9 duration=6 reordered_packets=1 iat_min=2 iat_max=4 iat_sum=6"
                                + " first_response_time=6 iat_fwd_max=2 burstiness_index_fwd=0"),
                flow(
                        "a gap of exactly the threshold cuts a burst",
                        IpProtocol.UDP,
                        FlowEnd.CAPTURE_END,
                        "0 c - 40 12\n0.05 c - 40 12\n0.09 c - 40 12",
                        "burst_count=2 max_burst_packets=2 idle_count=1 avg_burst_duration=0.02 max_idle_duration=0.05"),
                flow(
                        "dominant length: of several the first",
                        IpProtocol.UDP,
                        FlowEnd.CAPTURE_END,
                        "0 c - 152 0\n1 c - 60 0\n2 c - 60 0\n3 c - 152 0\n4 c - 70 0",
                        "dominant_pkt_size=152 dominant_pkt_ratio=0.4 header_only_ratio=1 l7_pkt_min_fwd=0"),
                flow(
                        "reset",
                        IpProtocol.TCP,
                        FlowEnd.END,
                        "0 c S 40 0\n1 s RA 40 0",
                        "flow_stat=17 tcp_rst_count=1 tcp_reset_close=true tcp_rst_ratio=0.5 tcp_fstat=37"),
                flow("half-closed and idle", IpProtocol.TCP, FlowEnd.IDLE, "0 c FA 40 0\n1 s A 40 0", "flow_stat=36"),
                flow(
                        "null scan",
                        IpProtocol.TCP,
                        FlowEnd.CAPTURE_END,
                        "0 c 0 40 0",
                        "tcp_flags_anomaly=true tcp_flags_agg=0"),
                flow(
                        "xmas scan",
                        IpProtocol.TCP,
                        FlowEnd.CAPTURE_END,
                        "0 c FPU 40 0",
                        "tcp_flags_anomaly=true tcp_urg_count=1"),
                flow("FIN alone", IpProtocol.TCP, FlowEnd.CAPTURE_END, "0 c F 40 0", "tcp_flags_anomaly=true"),
                flow("SYN and FIN", IpProtocol.TCP, FlowEnd.CAPTURE_END, "0 c SF 40 0", "tcp_flags_anomaly=true"),
                flow("SYN and RST", IpProtocol.TCP, FlowEnd.CAPTURE_END, "0 c SR 40 0", "tcp_flags_anomaly=true"),
                flow(
                        "ECN setup",
                        IpProtocol.TCP,
                        FlowEnd.CAPTURE_END,
                        "0 c SEW 40 0\n0 s SAE 40 0",
                        "tcp_flags_anomaly=false tcp_ece_count=2 tcp_cwr_count=1 tcp_flags_fwd=194 tcp_flags_bwd=82"),
                flow(
                        "flags not captured",
                        IpProtocol.TCP,
                        FlowEnd.CAPTURE_END,
                        "0 c - 140 100\n1 c PA 140 100",
                        "tcp_flags_anomaly=false tcp_psh_ratio=0.5 tcp_data_packets=2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theRequestChecksEveryFeatureThatIsNoSequence() {
        String all = (String) cases().findFirst().orElseThrow().get()[1];
        for (Feature feature : FeatureCatalog.features()) {
            if (GROUPS.contains(feature.group()) && !feature.type().isArray()) {
                assertThat(all).contains(feature.name() + "=");
            }
        }
    }

    @Test
    void sequencesAreNotPadded() {
        FeatureSettings settings = FeatureSettings.of(Settings.builder()
                .set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true)
                .set(SettingCatalog.INCLUDE_SPLT, true)
                .set(SettingCatalog.MAX_SEQUENCE_LENGTH, 3)
                .build());
        Map<String, Object> values = FeatureValues.of(TestFlows.flow(6, FlowEnd.END, REQUEST), settings);
        assertThat((double[]) values.get("iat_sequence")).containsExactly(0.01, 0.02, 0.1);
        assertThat((double[]) values.get("timestamp_sequence")).containsExactly(0, 0.01, 0.03);
        assertThat((long[]) values.get("pkt_len_sequence")).containsExactly(60, -60, 152);
        assertThat((double[][]) values.get("splt"))
                .isDeepEqualTo(new double[][] {{60, 0, 1}, {60, 0.01, -1}, {152, 0.02, 1}});
        assertThat((long[]) values.get("splt_lengths")).containsExactly(60, 60, 152);
        assertThat((double[]) values.get("splt_times")).containsExactly(0, 0.01, 0.02);
        assertThat((long[]) values.get("splt_directions")).containsExactly(1, -1, 1);
    }

    private static Arguments flow(String name, int protocol, FlowEnd end, String packets, String expected) {
        return arguments(named(name, TestFlows.flow(protocol, end, packets)), expected);
    }
}
