package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.flowjay.capture.CaptureFile;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A flow inside a tunnel says which. */
class TunnelFieldsTest {
    private static final int RAW_IP = 101;

    /** 198.51.100.1 to 198.51.100.2, GRE; in it 192.0.2.1:40000 to 192.0.2.2:53, UDP. */
    private static final String IN_GRE = "450000340000000040" + "2f0000c6336401c6336402" + "00000800"
            + "4500001c0000000040110000c0000201c0000202" + "9c40003500080000";

    @Test
    void theOutermostTunnelIsInTheRecord() throws IOException {
        assertThat(record(Settings.builder()))
                .contains(
                        entry("src_ip", "192.0.2.1"),
                        entry("dst_port", 53L),
                        entry("protocol", 17L),
                        entry("hdr_desc", "IP-GRE-IP-UDP"),
                        entry("tunnel_type", "gre"),
                        entry("tunnel_depth", 1L),
                        entry("tunnel_src_ip", "198.51.100.1"),
                        entry("tunnel_dst_ip", "198.51.100.2"));
    }

    @Test
    void withoutDecapsulationTheOuterFlowIsTheRecord() throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.DECAPSULATE, false);
        assertThat(record(settings))
                .contains(
                        entry("src_ip", "198.51.100.1"),
                        entry("dst_port", 0L),
                        entry("protocol", 47L),
                        entry("tunnel_type", ""),
                        entry("tunnel_depth", 0L),
                        entry("tunnel_src_ip", ""));
    }

    @Test
    void theEndsOfATunnelAreAddressesLikeOthers() throws IOException {
        Settings.Builder anonymous = Settings.builder();
        anonymous.set(SettingCatalog.ANONYMIZE_IPS, true);
        anonymous.text(SettingCatalog.ANONYMIZATION_KEY, "k", "test");
        assertThat(record(anonymous).get("tunnel_src_ip")).asString().matches("[0-9a-f]{16}");
        Settings.Builder without = Settings.builder();
        without.set(SettingCatalog.INCLUDE_IP_ADDRESSES, false);
        assertThat(record(without)).containsKey("tunnel_type").doesNotContainKeys("tunnel_src_ip", "tunnel_dst_ip");
    }

    private static FlowRecord record(Settings.Builder settings) throws IOException {
        byte[] capture = Captures.pcap()
                .linkType(RAW_IP)
                .packet(0, HexFormat.of().parseHex(IN_GRE))
                .toBytes();
        try (FlowRecords records = Extraction.of(settings.build()).records(CaptureFile.open(capture, "gre.pcap"))) {
            return records.next();
        }
    }
}
