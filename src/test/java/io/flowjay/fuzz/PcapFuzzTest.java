package io.flowjay.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.testing.Conservation;
import java.io.ByteArrayOutputStream;

/** Any bytes behind the header of a pcap file. */
class PcapFuzzTest {
    private static final byte[] MAGIC = {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1};

    @FuzzTest(maxDuration = "5m")
    void anyPcapIsCounted(byte[] input) {
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        capture.writeBytes(MAGIC);
        capture.writeBytes(input);
        Conservation.check(capture.toByteArray());
    }
}
