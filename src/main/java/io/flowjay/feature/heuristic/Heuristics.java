package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.RuleFile;
import io.flowjay.feature.heuristic.vpn.VpnRules;

/**
 * The rules of every heuristic.
 *
 * @param osHints operating systems by the SYN that they send
 * @param tor Tor
 * @param vpn VPNs
 * @param doh DNS over HTTPS
 * @param padding padded packets
 */
public record Heuristics(OsHints osHints, TorRules tor, VpnRules vpn, DohRules doh, PaddingRules padding) {
    /** By the rules that come with FlowJay. */
    public static final Heuristics DEFAULT = of("", "", "", "", "");

    /**
     * Reads the rules of files; an empty name stands for the file that comes with FlowJay.
     *
     * @throws IllegalArgumentException naming the setting, the file, the line and what is wrong there
     */
    public static Heuristics of(
            String osHints, String torRules, String vpnRules, String dohRules, String paddingRules) {
        return new Heuristics(
                RuleFile.read("osHints", osHints, "os-hints.json", OsHints.class),
                RuleFile.read("torRules", torRules, "tor.json", TorRules.class),
                RuleFile.read("vpnRules", vpnRules, "vpn.json", VpnRules.class),
                RuleFile.read("dohRules", dohRules, "doh.json", DohRules.class),
                RuleFile.read("paddingRules", paddingRules, "padding.json", PaddingRules.class));
    }
}
