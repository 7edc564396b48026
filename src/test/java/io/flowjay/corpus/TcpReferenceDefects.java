package io.flowjay.corpus;

import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.FlowRecord;
import java.util.Set;

/** What of the reference's TCP groups is known to be wrong, for one flow. */
final class TcpReferenceDefects {
    /** Groups of which nothing in the reference is to be trusted. */
    private static final Set<String> WRONG_GROUPS = Set.of("tcp_sequence", "tcp_rtt", "tcp_mptcp");

    /** A hop limit inside the hash, a table without today's systems, a clock of 100 Hz. */
    private static final Set<String> DEFINED_OTHERWISE = Set.of(
            "tcp_fp_fwd", "tcp_fp_bwd", "tcp_os_hint_fwd", "tcp_os_hint_bwd", "tcp_uptime_fwd", "tcp_uptime_bwd");

    /** Captures with options that the reference does not know: TCP Fast Open and damaged kinds. */
    private static final Set<String> UNKNOWN_OPTIONS =
            Set.of("tcpdump-tfo-5c1fa7f9ae91.pcap", "suri-bug-76_input.pcap");

    private final FlowRecord own;
    private final boolean reset;
    private final boolean multipath;

    TcpReferenceDefects(FlowRecord own) {
        this.own = own;
        reset = number("tcp_rst_count") > 0;
        multipath = number("mptcp_detected") > 0;
    }

    boolean concern(String name) {
        Feature feature = FeatureCatalog.find(name).orElseThrow();
        return WRONG_GROUPS.contains(feature.group())
                || DEFINED_OTHERWISE.contains(name)
                || (feature.group().equals("tcp_window") && concernsWindow(name))
                || (feature.group().equals("tcp_options") && concernsOption(name));
    }

    private boolean concernsWindow(String name) {
        if (name.startsWith("tcp_init_win") || name.startsWith("tcp_win_scale")) {
            return false;
        }
        String side = name.contains("_fwd") ? "fwd" : "bwd";
        boolean scaled = number("tcp_win_scale_" + side) > 0;
        if (name.startsWith("tcp_scaled_win")) {
            // The SYN's window scaled as well, and where only one side offers it.
            boolean both = number("tcp_win_scale_fwd") > 0 && number("tcp_win_scale_bwd") > 0;
            boolean grown = number("tcp_win_" + side + "_max") > number("tcp_init_win_" + side);
            return reset || (scaled && !(both && grown));
        }
        if (name.contains("zero") && (closedFromTheStart("fwd") || closedFromTheStart("bwd"))) {
            return true;
        }
        // RST windows counted; windows compared without their scale.
        boolean change = name.endsWith("up_count") || name.endsWith("down_count") || name.endsWith("change_count");
        return reset || (change && scaled);
    }

    /** A SYN's window of 0, which is counted as well. */
    private boolean closedFromTheStart(String side) {
        return number("packets_" + side) > 0 && number("tcp_init_win_" + side) == 0;
    }

    private boolean concernsOption(String name) {
        return switch (name) {
            // That of the SYN, which is always 0.
            case "tcp_ts_ecr_fwd_first" -> number("tcp_syn_count") > 0;
            // A SYN sent again, and options other than the five known, counted as none.
            case "tcp_options_pkt_count" ->
                UNKNOWN_OPTIONS.contains(String.valueOf(own.get("capture")))
                        || multipath
                        || number("tcp_syn_count") > 1
                        || number("tcp_synack_count") > 1;
            default -> false;
        };
    }

    private double number(String feature) {
        return own.get(feature) instanceof Number value ? value.doubleValue() : 0;
    }
}
