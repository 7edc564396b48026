package io.flowjay.record;

import io.flowjay.feature.heuristic.Heuristics;

/** The files that rules of heuristics come from, as bean properties; {@code heuristics.md} tells their form. */
public abstract class HeuristicProperties extends FlowProperties {
    private String osHints = "";
    private String torRules = "";
    private String vpnRules = "";
    private String dohRules = "";

    /**
     * The rules of these files.
     *
     * @throws IllegalArgumentException naming the setting, the file, the line and what is wrong there
     */
    final Heuristics heuristics() {
        return Heuristics.of(osHints, torRules, vpnRules, dohRules);
    }

    /** File with the rules for operating systems, empty for FlowJay's own; {@code heuristics.md} tells its form. */
    public String getOsHints() {
        return osHints;
    }

    public void setOsHints(String value) {
        osHints = value;
    }

    /** File with the rules for Tor, empty for FlowJay's own. */
    public String getTorRules() {
        return torRules;
    }

    public void setTorRules(String value) {
        torRules = value;
    }

    /** File with the rules for VPNs, empty for FlowJay's own. */
    public String getVpnRules() {
        return vpnRules;
    }

    public void setVpnRules(String value) {
        vpnRules = value;
    }

    /** File with the rules for DNS over HTTPS, empty for FlowJay's own. */
    public String getDohRules() {
        return dohRules;
    }

    public void setDohRules(String value) {
        dohRules = value;
    }
}
