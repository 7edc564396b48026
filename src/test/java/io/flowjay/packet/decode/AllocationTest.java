package io.flowjay.packet.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.link.LinkTypeTest;
import io.flowjay.packet.link.SixlowpanTest;
import io.flowjay.packet.link.WlanTest;
import io.flowjay.packet.tag.EtherTypeTest;
import io.flowjay.packet.tunnel.TunnelTest;
import io.flowjay.packet.tunnel.UdpTunnelTest;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Decoding leaves nothing to collect, whatever the packet, fragments apart. */
class AllocationTest {
    private static final int ROUNDS = 200;

    private static final PacketSink NOWHERE = new PacketSink() {
        @Override
        public void decoded(DecodedPacket packet) {}

        @Override
        public void ignored(Ignored reason) {}

        @Override
        public void further() {}

        @Override
        public void fragmentOverlap() {}
    };

    @Test
    void nothingIsAllocatedForAPacket() throws IOException {
        List<RawPacket> packets = packets();
        PacketDecoder decoder = new PacketDecoder(DecodeSettings.of(Settings.DEFAULT), NOWHERE);
        packets.forEach(decoder::decode);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < packets.size(); i++) {
                decoder.decode(packets.get(i));
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        long decoded = (long) ROUNDS * packets.size();
        assertThat((double) allocated / decoded)
                .as("bytes for each of %d packets", decoded)
                .isLessThan(1);
    }

    /** Each case of the decoders' tables, in a reader's buffer of its own. */
    private static List<RawPacket> packets() throws IOException {
        List<RawPacket> packets = new ArrayList<>();
        List<Arguments> cases = Stream.of(
                        PacketDecoderTest.cases(),
                        LinkTypeTest.cases(),
                        EtherTypeTest.cases(),
                        WlanTest.cases(),
                        SixlowpanTest.cases(),
                        TunnelTest.cases(),
                        UdpTunnelTest.cases())
                .flatMap(all -> all)
                .toList();
        for (Arguments one : cases) {
            int linkType = (int) ((Named<?>) one.get()[0]).getPayload();
            String expected = (String) one.get()[2];
            if (expected.startsWith("fragment")) {
                continue;
            }
            byte[] capture = Captures.pcap()
                    .linkType(linkType)
                    .packet(0, (byte[]) one.get()[1])
                    .toBytes();
            try (CaptureReader reader = CaptureFile.open(capture, "test")) {
                RawPacket raw = new RawPacket();
                assertThat(reader.next(raw)).isTrue();
                packets.add(raw);
            }
        }
        return packets;
    }
}
