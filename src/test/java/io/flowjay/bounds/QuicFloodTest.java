package io.flowjay.bounds;

import static io.flowjay.protocol.quic.Wire.crypto;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.protocol.quic.Peer;
import io.flowjay.protocol.quic.Wire;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Floods of Initial packets, from a capture to records. */
class QuicFloodTest {
    private static final byte[] HELLO = Wire.longHello(1901, 1);

    /** Each keeps the 1000 bytes that came of its hello. */
    @Test
    void halfDoneHandshakesAreGivenUpBeyondTheBound() throws IOException {
        byte[] half = Peer.client(Wire.RFC_DESTINATION).paddedInitial(crypto(HELLO, 0, 1000));
        Captures capture = Captures.pcap();
        for (int i = 0; i < 3000; i++) {
            capture.packet(i * 1000L, frame(i, half));
        }
        List<FlowRecord> records = records(capture, 1 << 20);
        assertThat(records).hasSize(3000);
        assertThat(records).filteredOn("flow_end_reason", "evicted").hasSizeGreaterThan(3000 - (1 << 20) / 1000);
        assertThat(records).filteredOn("flow_end_reason", "capture_end").hasSizeGreaterThan(100);
        assertThat(records).allSatisfy(record -> assertThat(record).containsEntry("quic_pn_length", 1L));
    }

    @Test
    void initialsOfOneFlowAreCountedWhenNoMoreAreTried() throws IOException {
        Captures capture = Captures.pcap();
        for (int i = 0; i < 2000; i++) {
            byte[] id = ByteBuffer.allocate(8).putLong(i).array();
            byte[] initial = Peer.client(id).initial(crypto(Wire.CLIENT_HELLO));
            initial[initial.length - 1] ^= 1;
            capture.packet(i * 1000L, frame(0, initial));
        }
        capture.packet(
                3_000_000L, frame(0, Peer.client(Wire.RFC_DESTINATION).paddedInitial(crypto(Wire.CLIENT_HELLO))));
        assertThat(records(capture, 1 << 20)).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("quic_detected", true)
                .containsEntry("quic_initial_packets", 2001L)
                .containsEntry("quic_pn_length", 0L)
                .containsEntry("quic_sni", ""));
    }

    private static List<FlowRecord> records(Captures capture, long heldBytes) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.MAX_PAYLOAD_MEMORY, heldBytes);
        List<FlowRecord> records = new ArrayList<>();
        try (FlowRecords all = Extraction.of(settings.build()).records(CaptureFile.open(capture.toBytes(), "flood"))) {
            all.forEachRemaining(records::add);
        }
        return records;
    }

    /** Ethernet, IPv4 from 10.0.0.9 and a port of its own, UDP. */
    private static byte[] frame(int port, byte[] payload) {
        return ByteBuffer.allocate(42 + payload.length)
                .putShort(12, (short) 0x0800)
                .position(14)
                .putShort((short) 0x4500)
                .putShort((short) (28 + payload.length))
                .putInt(0)
                .putShort((short) 0x4011)
                .putShort((short) 0)
                .putInt(0x0a000009)
                .putInt(0x0a00000a)
                .putShort((short) (1024 + port))
                .putShort((short) 443)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
    }
}
