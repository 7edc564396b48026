package io.flowjay.feature.group.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the headers of a TCP flow say, in the plainest way: groups tcp_options and tcp_mptcp, windows, and initial sequence numbers.
 * An option is a name and perhaps a number, as {@code mss 1460}.
 */
final class NaiveTcpHeaders {
    private static final long MODULUS = 0x1_0000_0000L;
    private static final int MAX_SHIFT = 14;

    private final List<NaiveTcp.Packet> packets;
    private final long offset;
    private final Map<String, Double> all = new TreeMap<>();

    /**
     * @param packets the packets of the flow
     * @param offset what is added to sequence numbers and timestamps on the wire
     */
    NaiveTcpHeaders(List<NaiveTcp.Packet> packets, long offset) {
        this.packets = packets;
        this.offset = offset;
    }

    /** The features by name. */
    Map<String, Double> features() {
        double zero = 0;
        double counted = 0;
        for (boolean client : new boolean[] {true, false}) {
            String side = client ? "fwd" : "bwd";
            zero += windows(side, client);
            counted += sent(client, packet -> !packet.has('R')).size();
            options(side, client);
            timestamps(side, client);
            multipath(side, client);
        }
        all.put("tcp_zero_win_ratio", counted == 0 ? 0 : zero / counted);
        all.put("tcp_sack_blocks_total", (double) packets.stream()
                .mapToInt(packet -> Math.max(0, number(packet, "sack")))
                .sum());
        all.put("tcp_options_pkt_count", (double) packets.stream()
                .filter(packet -> packet.tsval() >= 0 || !packet.options().isEmpty())
                .count());
        totals();
        return all;
    }

    private List<NaiveTcp.Packet> sent(boolean client, Predicate<NaiveTcp.Packet> which) {
        return packets.stream()
                .filter(packet -> packet.client() == client)
                .filter(which)
                .toList();
    }

    /** What the first packet of several says of an option, -1 for nothing. */
    private static int first(List<NaiveTcp.Packet> several, String option) {
        return several.stream()
                .mapToInt(packet -> number(packet, option))
                .filter(number -> number >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static int number(NaiveTcp.Packet packet, String option) {
        return packet.options().stream()
                .filter(text -> text.startsWith(option + " "))
                .mapToInt(text -> Integer.parseInt(text.substring(option.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    private int scale(boolean client) {
        return Math.min(MAX_SHIFT, first(sent(client, packet -> packet.has('S')), "ws"));
    }

    /** Answers the number of windows of 0. */
    private double windows(String side, boolean client) {
        List<NaiveTcp.Packet> own = sent(client, packet -> true);
        List<NaiveTcp.Packet> counted = sent(client, packet -> !packet.has('R'));
        List<Long> scaled = new ArrayList<>();
        boolean both = scale(true) >= 0 && scale(false) >= 0;
        for (NaiveTcp.Packet packet : counted) {
            scaled.add(both && !packet.has('S') ? (long) packet.window() << scale(client) : packet.window());
        }
        double ups = 0;
        double downs = 0;
        for (int i = 1; i < scaled.size(); i++) {
            ups += scaled.get(i) > scaled.get(i - 1) ? 1 : 0;
            downs += scaled.get(i) < scaled.get(i - 1) ? 1 : 0;
        }
        double zero = counted.stream()
                .filter(packet -> packet.window() == 0 && !packet.control())
                .count();
        all.put("tcp_init_win_" + side, own.isEmpty() ? 0 : (double) own.get(0).window());
        all.put("tcp_win_scale_" + side, (double) Math.max(0, scale(client)));
        var raw = counted.stream().mapToInt(NaiveTcp.Packet::window).summaryStatistics();
        all.put("tcp_win_" + side + "_min", counted.isEmpty() ? 0 : (double) raw.getMin());
        all.put("tcp_win_" + side + "_max", counted.isEmpty() ? 0 : (double) raw.getMax());
        all.put("tcp_win_" + side + "_mean", raw.getAverage());
        all.put("tcp_scaled_win_" + side + "_max", (double)
                scaled.stream().mapToLong(window -> window).max().orElse(0));
        all.put("tcp_win_" + side + "_zero_count", zero);
        all.put("tcp_win_" + side + "_up_count", ups);
        all.put("tcp_win_" + side + "_down_count", downs);
        all.put("tcp_win_" + side + "_change_count", ups + downs);
        return zero;
    }

    private void options(String side, boolean client) {
        List<NaiveTcp.Packet> syns = sent(client, packet -> packet.has('S'));
        List<NaiveTcp.Packet> own = sent(client, packet -> true);
        double number = own.isEmpty() ? 0 : own.get(0).seq() + offset;
        all.put("tcp_isn_" + side, (syns.isEmpty() ? number : syns.get(0).seq() + offset) % MODULUS);
        all.put("tcp_mss_" + side, (double) Math.max(0, first(syns, "mss")));
        all.put("tcp_ws_" + side, (double) Math.max(0, scale(client)));
        all.put("tcp_sack_permitted_" + side, first(syns, "sackok") >= 0 ? 1.0 : 0);
    }

    private void timestamps(String side, boolean client) {
        List<NaiveTcp.Packet> stamped = sent(client, packet -> packet.tsval() >= 0);
        long first = stamped.isEmpty() ? 0 : (stamped.get(0).tsval() + offset) % MODULUS;
        long last = stamped.isEmpty() ? 0 : (stamped.get(stamped.size() - 1).tsval() + offset) % MODULUS;
        long ahead = Math.floorMod(last - first, MODULUS);
        all.put("tcp_ts_" + side + "_present", stamped.isEmpty() ? 0 : 1.0);
        all.put("tcp_ts_" + side + "_first", (double) first);
        all.put("tcp_ts_" + side + "_last", (double) last);
        all.put("tcp_ts_" + side + "_diff", ahead < MODULUS / 2 ? (double) ahead : 0);
        all.put(
                "tcp_ts_ecr_" + side + "_first",
                stamped.stream()
                        .filter(packet -> packet.has('A'))
                        .mapToDouble(packet -> (packet.tsecr() + offset) % MODULUS)
                        .findFirst()
                        .orElse(0));
    }

    private void multipath(String side, boolean client) {
        List<NaiveTcp.Packet> opening = sent(client, packet -> packet.has('S') && packet.has('A') != client);
        boolean capable = opening.stream().anyMatch(packet -> number(packet, "mptcp") == 0);
        boolean join = opening.stream().anyMatch(packet -> number(packet, "mptcp") == 1);
        all.put("mptcp_capable_" + side, capable ? 1.0 : 0);
        all.merge("mptcp_stat", (capable ? client ? 2.0 : 4 : 0) + (join ? client ? 16 : 32 : 0), Double::sum);
    }

    private void totals() {
        double multipath =
                packets.stream().filter(packet -> number(packet, "mptcp") >= 0).count();
        boolean both = all.get("mptcp_capable_fwd") + all.get("mptcp_capable_bwd") == 2;
        all.put("mptcp_detected", Math.min(1, multipath));
        all.put("mptcp_option_count", multipath);
        all.put("is_mptcp", both ? 1.0 : 0);
        all.merge("mptcp_stat", Math.min(1, multipath) + (both ? 8 : 0), Double::sum);
        double bitmap = packets.stream().anyMatch(packet -> packet.tsval() >= 0) ? 8 : 0;
        List<NaiveTcp.Packet> syns =
                packets.stream().filter(packet -> packet.has('S')).toList();
        int bit = 1;
        for (String option : Stream.of("mss", "ws", "sackok").toList()) {
            bitmap += first(syns, option) >= 0 ? bit : 0;
            bit *= 2;
        }
        all.put("tcp_options_bitmap", bitmap);
    }
}
