package io.flowjay.packet.frame;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flowjay.wire.Bytes;
import java.time.Duration;

/**
 * The IP packets that were captured lately, so that one that is captured again is known: at a mirror port that sends both copies of a packet,
 * at several interfaces of one host, before and after a tunnel. Two packets are the same when their IP headers are, hop limit and
 * header checksum aside, and the first {@value #PAYLOAD} bytes after these, as far as both were captured.
 */
final class RecentPackets {
    /** Covers the transport header, and tells datagrams without identification and checksum apart. */
    private static final int PAYLOAD = 64;

    private static final int MAX_HEADER = 60;
    private static final int IPV6_HEADER = 40;
    private static final int IPV4_HOP_LIMIT = 8;
    private static final int IPV4_CHECKSUM = 10;
    private static final int IPV6_HOP_LIMIT = 7;

    /** Places for packets whose hashes agree in their low bits; the one that was captured first makes room. */
    private static final int WAYS = 4;

    private static final int SETS = 1 << 16;
    private static final Hasher64 XXH3 = Hashing.xxh3_64();

    private final long window;
    private final byte[] identity = new byte[MAX_HEADER + PAYLOAD];
    private final long[] hashes = new long[WAYS * SETS];
    private final long[] times = new long[WAYS * SETS];
    private final long[] numbers = new long[WAYS * SETS];

    /** @param window longest time between the two captures of one packet, not zero */
    RecentPackets(Duration window) {
        this.window = window.toNanos();
    }

    /**
     * Remembers a packet, and answers whether it is one that was captured before.
     *
     * @param data holds it
     * @param header where its IP header starts, which is there as a whole
     * @param length bytes from there that were captured
     * @param time capture time in nanoseconds
     * @param number of the packet in the capture; the same one may be looked at several times
     */
    boolean repeats(byte[] data, int header, int length, long time, long number) {
        long hash = hash(data, header, length);
        int first = ((int) hash & SETS - 1) * WAYS;
        int oldest = first;
        for (int place = first; place < first + WAYS; place++) {
            if (hashes[place] == hash && numbers[place] != 0 && isNear(times[place], time)) {
                return numbers[place] != number;
            }
            if (numbers[place] < numbers[oldest]) {
                oldest = place;
            }
        }
        hashes[oldest] = hash;
        times[oldest] = time;
        numbers[oldest] = number;
        return false;
    }

    private boolean isNear(long earlier, long time) {
        long between = Math.abs(time - earlier);
        return between >= 0 && between <= window;
    }

    private long hash(byte[] data, int header, int length) {
        boolean v4 = IpHeader.version(data, header) == 4;
        int headerLength = v4 ? (Bytes.u8(data, header) & 0x0f) * 4 : IPV6_HEADER;
        int size = Math.min(length, headerLength + PAYLOAD);
        System.arraycopy(data, header, identity, 0, size);
        identity[v4 ? IPV4_HOP_LIMIT : IPV6_HOP_LIMIT] = 0;
        if (v4) {
            identity[IPV4_CHECKSUM] = 0;
            identity[IPV4_CHECKSUM + 1] = 0;
        }
        return XXH3.hashBytesToLong(identity, 0, size);
    }
}
