package io.flowjay.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.testing.Conservation;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Any bytes behind the section header of a pcapng file. */
class PcapngFuzzTest {
    private static final byte[] SECTION =
            HexFormat.of().parseHex("0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000");

    @FuzzTest(maxDuration = "5m")
    void anyPcapngIsCounted(byte[] input) {
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        capture.writeBytes(SECTION);
        capture.writeBytes(input);
        Conservation.check(capture.toByteArray());
    }
}
