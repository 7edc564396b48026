package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.flowjay.capture.CaptureFile;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Packets cut by the snapshot length: their lengths are those of the headers, and the record tells how many were cut. */
class TruncatedPacketsTest {
    private static final int RAW_IP = 101;

    @Test
    void cutPacketsAreCounted() throws IOException {
        byte[] udp =
                Arrays.copyOf(HexFormat.of().parseHex("450000800000000040110000c0000201c00002029c400035006c0000"), 128);
        byte[] capture = Captures.pcap()
                .linkType(RAW_IP)
                .packet(0, udp)
                .packet(1_000, Arrays.copyOf(udp, 28), 128)
                .packet(2_000, Arrays.copyOf(udp, 127), 128)
                .toBytes();
        try (FlowRecords records = Extraction.of(Settings.DEFAULT).records(CaptureFile.open(capture, "cut.pcap"))) {
            assertThat(records.next())
                    .contains(
                            entry("total_packets", 3L),
                            entry("total_bytes", 384L),
                            entry("payload_bytes_total", 300L),
                            entry("truncated_packets", 2L));
        }
    }
}
