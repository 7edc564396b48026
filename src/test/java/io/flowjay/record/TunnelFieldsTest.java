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

    @Test
    void anonymisedRecordsNameNoNetwork() throws IOException {
        // A UDP packet, 192.0.2.1:40000 to 192.0.2.2:53, in a GRE tunnel with key 7; from interface "eth7".
        byte[] inGre = HexFormat.of()
                .parseHex("4500003800000000402f0000c6336401c6336402" + "2000080000000007"
                        + "4500001c0000000040110000c0000201c0000202" + "9c40003500080000");
        Captures.Pcapng capture = Captures.pcapng();
        capture.options(HexFormat.of().parseHex("0200040065746837")).linkType(RAW_IP);
        capture.packet(0, inGre);
        assertThat(record(Settings.builder(), capture.toBytes()))
                .containsEntry("tunnel_id", "7")
                .containsEntry("interface_id", "0")
                .containsEntry("interface_name", "eth7");
        Settings.Builder anonymous = Settings.builder();
        anonymous.set(SettingCatalog.ANONYMIZE_IPS, true);
        anonymous.text(SettingCatalog.ANONYMIZATION_KEY, "k", "test");
        FlowRecord record = record(anonymous, capture.toBytes());
        assertThat(record)
                .containsEntry("tunnel_id", null)
                .containsEntry("interface_id", "0")
                .containsEntry("interface_name", null);
        assertThat(record.json()).asString().doesNotContain("eth7").contains("\"tunnel_id\":null");
    }

    private static FlowRecord record(Settings.Builder settings) throws IOException {
        byte[] capture = Captures.pcap()
                .linkType(RAW_IP)
                .packet(0, HexFormat.of().parseHex(IN_GRE))
                .toBytes();
        return record(settings, capture);
    }

    private static FlowRecord record(Settings.Builder settings, byte[] capture) throws IOException {
        try (FlowRecords records = Extraction.of(settings.build()).records(CaptureFile.open(capture, "gre.pcap"))) {
            return records.next();
        }
    }
}
