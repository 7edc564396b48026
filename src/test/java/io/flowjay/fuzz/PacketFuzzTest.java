package io.flowjay.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.testing.Captures;
import io.flowjay.testing.Conservation;
import java.util.Arrays;

/** Any packet of any link type: the first two bytes of the input are its number. */
class PacketFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyPacketIsCounted(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int linkType = (input[0] & 0xff) << 8 | (input[1] & 0xff);
        byte[] packet = Arrays.copyOfRange(input, 2, input.length);
        Conservation.check(Captures.pcap()
                .linkType(linkType)
                .packet(0, packet)
                .packet(1_000, packet)
                .toBytes());
    }
}
