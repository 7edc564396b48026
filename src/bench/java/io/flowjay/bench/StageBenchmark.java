package io.flowjay.bench;

import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.decode.PacketDecoder;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** One pass over the capture: reading, then decoding too, then the flow table too, then what payloads say too. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StageBenchmark {
    /** Finds the packets. */
    @Benchmark
    public long read(BenchCapture capture) throws IOException {
        RawPacket raw = new RawPacket();
        long bytes = 0;
        try (CaptureReader reader = capture.open()) {
            while (reader.next(raw)) {
                bytes += raw.wireLength();
            }
        }
        return bytes;
    }

    /** Finds the headers of each packet. */
    @Benchmark
    public long readAndDecode(BenchCapture capture) throws IOException {
        Lengths lengths = new Lengths();
        PacketDecoder decoder = new PacketDecoder(DecodeSettings.of(Settings.DEFAULT), lengths);
        RawPacket raw = new RawPacket();
        try (CaptureReader reader = capture.open()) {
            while (reader.next(raw)) {
                decoder.decode(raw);
            }
        }
        decoder.end();
        return lengths.sum;
    }

    /** Puts each packet into its flow. */
    @Benchmark
    public long flowTable(BenchCapture capture) throws IOException {
        return packets(capture, PayloadNeeds.NONE);
    }

    /** Reads what payloads say. */
    @Benchmark
    public long flowTableAndPayloads(BenchCapture capture) throws IOException {
        FeatureSelection all = FeatureSelection.of(Settings.DEFAULT);
        return packets(capture, all.payloadNeeds(BenchCapture.settings()));
    }

    private static long packets(BenchCapture capture, PayloadNeeds needs) throws IOException {
        long packets = 0;
        try (FlowAssembler flows = capture.flows(needs)) {
            for (Flow flow = flows.next(); flow != null; flow = flows.next()) {
                packets += flow.packets().size();
                flows.recycle(flow);
            }
        }
        return packets;
    }

    private static final class Lengths implements PacketSink {
        private long sum;

        @Override
        public void decoded(DecodedPacket packet) {
            sum += packet.payloadLength;
        }

        @Override
        public void ignored(Ignored reason) {
            sum++;
        }

        @Override
        public void further() {}

        @Override
        public void fragmentOverlap() {
            sum++;
        }
    }
}
