package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.application.ApplicationRules;
import io.flowjay.feature.heuristic.application.Applications;
import io.flowjay.feature.heuristic.rule.RuleFile;
import io.flowjay.feature.heuristic.vpn.VpnRules;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;

/**
 * The rules of every heuristic.
 *
 * @param osHints operating systems by the SYN that they send
 * @param tor Tor
 * @param vpn VPNs
 * @param doh DNS over HTTPS
 * @param padding padded packets
 * @param applications applications by content, server name and port
 */
public record Heuristics(
        OsHints osHints, TorRules tor, VpnRules vpn, DohRules doh, PaddingRules padding, Applications applications) {
    /**
     * Reads the rules of the files that the settings name; a setting that names none gets the rules that come with FlowJay.
     *
     * @throws io.flowjay.settings.SettingException naming the setting, the file, the line and what is wrong there
     */
    public static Heuristics of(Settings settings) {
        return new Heuristics(
                RuleFile.read(settings, SettingCatalog.OS_HINTS, "os-hints.json", OsHints.class),
                RuleFile.read(settings, SettingCatalog.TOR_RULES, "tor.json", TorRules.class),
                RuleFile.read(settings, SettingCatalog.VPN_RULES, "vpn.json", VpnRules.class),
                RuleFile.read(settings, SettingCatalog.DOH_RULES, "doh.json", DohRules.class),
                RuleFile.read(settings, SettingCatalog.PADDING_RULES, "padding.json", PaddingRules.class),
                new Applications(RuleFile.read(
                        settings, SettingCatalog.APPLICATION_RULES, "applications.json", ApplicationRules.class)));
    }
}
