package io.flowjay.feature.heuristic;

/**
 * The rules of every heuristic.
 *
 * @param osHints operating systems by the SYN that they send
 * @param tor Tor
 * @param vpn VPNs
 * @param doh DNS over HTTPS
 */
public record Heuristics(OsHints osHints, TorRules tor, VpnRules vpn, DohRules doh) {
    /** By the rules that come with FlowJay. */
    public static final Heuristics DEFAULT = of("", "", "", "");

    /**
     * Reads the rules of files; an empty name stands for the file that comes with FlowJay.
     *
     * @throws IllegalArgumentException naming the setting, the file, the line and what is wrong there
     */
    public static Heuristics of(String osHints, String torRules, String vpnRules, String dohRules) {
        return new Heuristics(
                RuleFile.read("osHints", osHints, "os-hints.json", OsHints.class),
                RuleFile.read("torRules", torRules, "tor.json", TorRules.class),
                RuleFile.read("vpnRules", vpnRules, "vpn.json", VpnRules.class),
                RuleFile.read("dohRules", dohRules, "doh.json", DohRules.class));
    }
}
