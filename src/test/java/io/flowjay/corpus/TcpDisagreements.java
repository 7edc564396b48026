package io.flowjay.corpus;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Why a conversation of the corpus has a kind of segment in the view of tshark or of FlowJay alone. Each was looked at in the
 * capture; {@code deviations.md} says more.
 */
final class TcpDisagreements {
    private static final String SYN_OR_FIN =
            "a SYN or FIN that was acknowledged is sent again; tshark looks at payload only";
    private static final String ALL_SEEN =
            "all of it was seen before: sent again, to tshark out of order when it comes soon";
    private static final String ACK_AHEAD = "its acknowledgement was captured ahead of it";
    private static final String FILLS_HOLE =
            "it fills a hole soon: out of order, to tshark sent again as duplicates asked for it";
    private static final String ACKED_BY_RST = "only a RST acknowledges it";
    private static final String FIN_AGAIN = "each segment of the side has its FIN, which tshark takes for asked for";
    private static final String NOT_THE_NEXT =
            "the acknowledgement was overtaken: its own number is not the next, as tshark wants";
    private static final String CORRUPT_SYN = "a damaged segment with SYN and RST, at which tshark begins anew";
    private static final String SHORT_HEADER =
            "the header says that it is longer than its packet; tshark shows no window";

    private static final String SPURIOUS = "spurious_retransmission";
    private static final String OUT_OF_ORDER = "out_of_order";

    /** By kind and capture. */
    private static final Map<String, Map<String, String>> REASONS = new TreeMap<>(Map.of(
            SPURIOUS + " only FlowJay",
            ofAll(
                    SYN_OR_FIN,
                    "arkime-smtp-decrypted.pcap",
                    "foxio-sshv1.pcap",
                    "mercury-unit_tests_pcaps_quic_reordered_frames.pcap",
                    "ndpi-heuristic_tcp_ack_payload.pcap",
                    "ndpi-sites.pcapng",
                    "ndpi-webex.pcap",
                    "nfstream-alexa-app.pcapng",
                    "nfstream-wechat.pcap"),
            SPURIOUS + " only tshark",
            Map.of(
                    "arkime-smtp-decrypted.pcap",
                    ACK_AHEAD,
                    "suri-bug-5392_TPWhite-carved-out-7787-s1.pcap",
                    ACK_AHEAD,
                    "suri-security-4710-02_input.pcap",
                    ACKED_BY_RST),
            "retransmission only tshark",
            Map.of(
                    "arkime-smtp-decrypted.pcap",
                    ACK_AHEAD,
                    "suri-bug-5392_TPWhite-carved-out-7787-s1.pcap",
                    ACK_AHEAD,
                    "ndpi-teams.pcap",
                    FILLS_HOLE),
            "fast_retransmission only tshark",
            Map.of("ndpi-teams.pcap", FILLS_HOLE, "zeek-tcp_reassembly.pcap", FIN_AGAIN),
            "retransmission only FlowJay",
            ofAll(ALL_SEEN, "ndpi-opera-vpn.pcapng"),
            OUT_OF_ORDER + " only tshark",
            ofAll(
                    ALL_SEEN,
                    "ndpi-heuristic_tcp_ack_payload.pcap",
                    "ndpi-opera-vpn.pcapng",
                    "ndpi-webex.pcap",
                    "nfstream-alexa-app.pcapng",
                    "nfstream-whatsapp_login_chat.pcap",
                    "suri-bug-3616-smtp_input.pcap",
                    "suri-bug-4376_syn_retransmit_with_ts.pcap"),
            "duplicate_ack only FlowJay",
            ofAll(NOT_THE_NEXT, "ndpi-heuristic_tcp_ack_payload.pcap", "ndpi-opera-vpn.pcapng"),
            "keep_alive only tshark",
            ofAll(CORRUPT_SYN, "suri-transform-base64-7296_input.pcap"),
            "zero_window only FlowJay",
            ofAll(SHORT_HEADER, "suri-transform-base64-7296_input.pcap")));

    private TcpDisagreements() {}

    /** The reason, or an empty text where there is none yet. */
    static String reason(String kind, boolean onlyTshark, String capture) {
        return REASONS.getOrDefault(kind + (onlyTshark ? " only tshark" : " only FlowJay"), Map.of())
                .getOrDefault(capture, "");
    }

    private static Map<String, String> ofAll(String reason, String... captures) {
        Map<String, String> reasons = new TreeMap<>();
        Set.of(captures).forEach(capture -> reasons.put(capture, reason));
        return reasons;
    }
}
