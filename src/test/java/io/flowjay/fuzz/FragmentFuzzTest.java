package io.flowjay.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.testing.Captures;
import io.flowjay.testing.Conservation;
import java.nio.ByteBuffer;

/**
 * Any sequence of IPv4 and IPv6 fragments of one packet. Five bytes of the input make a fragment: its offset and more-fragments bit (2), its length
 * (1), its protocol (1), and whether it is IPv6 and how many seconds later it comes (1).
 */
class FragmentFuzzTest {
    private static final int RAW_IP = 101;

    @FuzzTest(maxDuration = "5m")
    void anyFragmentsAreCounted(byte[] input) {
        Captures capture = Captures.pcap().linkType(RAW_IP);
        long nanos = 0;
        for (int at = 0; at + 5 <= input.length; at += 5) {
            int position = ByteBuffer.wrap(input, at, 2).getShort();
            int length = input[at + 2] & 0xff;
            int protocol = input[at + 3] & 0xff;
            nanos += (input[at + 4] & 0x7f) * 1_000_000_000L;
            capture.packet(
                    nanos, input[at + 4] < 0 ? ipv6(position, length, protocol) : ipv4(position, length, protocol));
        }
        Conservation.check(capture.toBytes());
    }

    private static byte[] ipv4(int position, int length, int protocol) {
        ByteBuffer packet = ByteBuffer.allocate(20 + length);
        packet.putShort((short) 0x4500).putShort((short) (20 + length)).putShort((short) 7);
        packet.putShort((short) ((position >>> 3 & 0x1fff) | (position & 1) << 13));
        packet.put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(0xc0000201)
                .putInt(0xc0000202);
        return packet.array();
    }

    private static byte[] ipv6(int position, int length, int protocol) {
        ByteBuffer packet = ByteBuffer.allocate(48 + length);
        packet.putInt(0x60000000).putShort((short) (8 + length)).put((byte) 44).put((byte) 64);
        packet.putLong(0x20010db800000000L)
                .putLong(1)
                .putLong(0x20010db800000000L)
                .putLong(2);
        packet.put((byte) protocol).put((byte) 0).putShort((short) position).putInt(7);
        return packet.array();
    }
}
