package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reading, decoding and the flow table allocate for a flow, but not for its packets. */
class FlowAllocationTest {
    private static final int FLOWS = 200;
    private static final int FEW = 16;
    private static final int MANY = 64;
    private static final int GENERATIONS = 10;
    private static final int ROUNDS = 3;
    private static final long SECOND = 1_000_000_000L;

    @Test
    @DisplayName("flows of four times the packets take the same memory, once the first of them have made their columns")
    void nothingIsAllocatedForAPacket() throws IOException {
        double perPacket = Double.MAX_VALUE;
        // The first rounds allocate what the runtime needs to run them.
        for (int round = 0; round < ROUNDS; round++) {
            long forMany = allocated(2 * GENERATIONS, MANY) - allocated(GENERATIONS, MANY);
            long forFew = allocated(2 * GENERATIONS, FEW) - allocated(GENERATIONS, FEW);
            perPacket = (double) (forMany - forFew) / ((long) GENERATIONS * FLOWS * (MANY - FEW));
        }
        assertThat(perPacket).as("bytes for each further packet").isLessThan(0.1);
    }

    /** Bytes that this thread allocates to read a capture of generations of flows, each of which ends before the next begins. */
    private static long allocated(int generations, int packets) throws IOException {
        byte[] capture = capture(generations, packets);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int flows = 0;
        int wrong = 0;
        try (FlowAssembler assembler = new FlowAssembler(
                CaptureFile.open(capture, "test"), FlowSettings.of(Settings.DEFAULT), PayloadNeeds.NONE)) {
            for (Flow flow = assembler.next(); flow != null; flow = assembler.next()) {
                wrong += flow.packets().size() == packets ? 0 : 1;
                assembler.recycle(flow);
                flows++;
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(flows).isEqualTo(generations * FLOWS);
        assertThat(wrong).isZero();
        return allocated;
    }

    private static byte[] capture(int generations, int packets) {
        Captures capture = Captures.pcap();
        for (int generation = 0; generation < generations; generation++) {
            for (int packet = 0; packet < packets; packet++) {
                long nanos = generation * 1000L * SECOND + packet * SECOND / 1000;
                for (int flow = 0; flow < FLOWS; flow++) {
                    byte[] frame = flow % 2 == 0
                            ? TestFrames.udp(1, 2, 10_000 + flow, 53, 10)
                            : TestFrames.tcp(1, 2, 10_000 + flow, 80, 0x10, 10);
                    capture.packet(nanos, frame);
                }
            }
        }
        return capture.toBytes();
    }
}
