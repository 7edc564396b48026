package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Flows whose packets move to the temporary file have the records of flows that are in memory. */
class SpilledRecordsTest {
    private static final int TCP_AT = 34;
    private static final int IPV4_IDENTIFICATION_AT = 18;
    private static final int MICROSECOND = 1000;

    static final List<Arguments> CAPTURES = List.of(
            argumentSet("one TCP flow of 100,000 packets", 100_000, false, frames(SpilledRecordsTest::tcp)),
            argumentSet("one of packets out of order", 60_000, true, frames(SpilledRecordsTest::tcp)),
            argumentSet("one UDP flow", 50_000, false, frames(i -> TestFrames.udp(1, 2, 5000, 53, i % 900))),
            argumentSet("one ICMP flow", 50_000, true, frames(SpilledRecordsTest::echo)),
            argumentSet("3,000 flows of 20 packets in turn", 60_000, false, frames(SpilledRecordsTest::many)));

    private static IntFunction<byte[]> frames(IntFunction<byte[]> frames) {
        return frames;
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void recordsAreTheSame(int packets, boolean reordered, IntFunction<byte[]> frames) throws IOException {
        byte[] capture = capture(packets, reordered, frames);
        List<FlowRecord> inMemory = records(capture, 1L << 40);
        assertThat(inMemory).isNotEmpty();
        assertThat(inMemory.get(0).get("flow_end_reason")).isEqualTo("capture_end");
        assertThat(Extracts.lines(records(capture, 1))).isEqualTo(Extracts.lines(inMemory));
        assertThat(Extracts.lines(records(capture, 1 << 20))).isEqualTo(Extracts.lines(inMemory));
    }

    @Test
    void theSampleHasTheSameRecords() throws IOException {
        assertThat(Extracts.lines(records(Extracts.sample(), 1)))
                .isEqualTo(Extracts.lines(records(Extracts.sample(), 1L << 40)));
    }

    @Test
    @Tag("sweep")
    void aFlowOfTwoMillionPacketsIsOneRecord() throws IOException {
        byte[] capture = capture(2_000_000, false, i -> TestFrames.udp(1, 2, 5000, 53, 0));
        List<FlowRecord> records = records(capture, 1);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).get("packets_fwd")).isEqualTo(2_000_000L);
        assertThat(records.get(0).get("pkt_len_median")).isEqualTo(28.0);
        assertThat(records.get(0).get("iat_median")).isEqualTo(1e-6);
    }

    private static List<FlowRecord> records(byte[] capture, long memory) throws IOException {
        Settings.Builder settings = Extracts.everything();
        settings.set(SettingCatalog.MAX_MEMORY, memory);
        settings.set(SettingCatalog.THREADS, 1);
        return Extracts.records(capture, settings);
    }

    private static byte[] capture(int packets, boolean reordered, IntFunction<byte[]> frames) {
        Captures capture = Captures.pcap();
        Random random = new Random(packets);
        for (int i = 0; i < packets; i++) {
            int late = reordered && i % 5 == 0 ? random.nextInt(20) : 0;
            capture.packet(1_000_000_000_000L + (long) (i + 100 - late) * MICROSECOND, frames.apply(i));
        }
        return capture.toBytes();
    }

    /** A download with acknowledgements; some segments are sent again, and some hop limits and windows change. */
    private static byte[] tcp(int number) {
        boolean data = number % 3 != 0;
        int flags = number == 0 ? 0x02 : number == 1 ? 0x12 : 0x10;
        boolean backward = number == 1 || (number > 2 && data);
        byte[] frame = backward
                ? TestFrames.tcp(2, 1, 443, 5000, flags, number > 2 ? 1 + number % 1400 : 0)
                : TestFrames.tcp(1, 2, 5000, 443, flags, 0);
        int sent = number % 97 == 0 ? number - 1 : number;
        ByteBuffer.wrap(frame)
                .putShort(IPV4_IDENTIFICATION_AT, (short) (number * 3))
                .putInt(TCP_AT + 4, backward ? sent * 1400 : 1)
                .putInt(TCP_AT + 8, backward ? 1 : (number - 2) * 1400)
                .putShort(TCP_AT + 14, (short) (number % 1000));
        return frame;
    }

    /** Echo requests and replies of several identifiers. */
    private static byte[] echo(int number) {
        byte[] frame = number % 2 == 0 ? TestFrames.udp(1, 2, 0, 0, 0) : TestFrames.udp(2, 1, 0, 0, 0);
        int question = number / 2;
        frame[23] = 1;
        ByteBuffer.wrap(frame)
                .putInt(TCP_AT, number % 2 == 0 ? 0x0800_0000 : 0)
                .putShort(TCP_AT + 4, (short) (question % 7))
                .putShort(TCP_AT + 6, (short) (question * 31));
        return frame;
    }

    private static byte[] many(int number) {
        int flow = number % 3000;
        return number % 2 == 0
                ? TestFrames.udp(1, 2, 1000 + flow, 53, number % 100)
                : TestFrames.tcp(1, 2, 1000 + flow, 80, 0x10, number % 100);
    }
}
