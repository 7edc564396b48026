package io.flowjay.packet.frame;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flowjay.wire.Bytes;
import java.time.Duration;
import java.util.Arrays;

/**
 * The IP packets that were captured lately, so that one that is captured again is known: at a mirror port that sends both copies of a packet,
 * at several interfaces of one host, before and after a tunnel. Two packets are the same when their IP headers are, hop limit and
 * header checksum aside, and the first {@value #PAYLOAD} bytes after these.
 *
 * <p>Of a packet that a snapshot length cut, what was captured is compared, if that is {@value #LEAST} bytes or more. A packet whose frame was
 * too short on the wire is compared only with packets that have as many captured bytes: a receiver drops it, so it must not hide the real one.
 */
final class RecentPackets {
    /** Tells datagrams without identification and checksum apart. */
    private static final int PAYLOAD = 64;

    /** Covers the headers of TCP, UDP, SCTP and ICMP with their checksums, which differ when the rest does. */
    private static final int LEAST = 20;

    private static final int REST = PAYLOAD - LEAST;

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
    private final byte[] identity = new byte[MAX_HEADER + LEAST + Byte.BYTES];
    private final long[] hashes = new long[WAYS * SETS];
    private final long[] times = new long[WAYS * SETS];
    private final long[] numbers = new long[WAYS * SETS];
    /** What was captured after the bytes in the hash, and how much that is. */
    private final byte[] rests = new byte[WAYS * SETS * REST];

    private final byte[] restLengths = new byte[WAYS * SETS];

    /** @param window longest time between the two captures of one packet, not zero */
    RecentPackets(Duration window) {
        this.window = window.toNanos();
    }

    /**
     * Remembers a packet, and answers whether it is one that was captured before.
     *
     * @param data holds it
     * @param header where its IP header starts, which is there as a whole
     * @param length of the packet, at least its header's
     * @param captured bytes of it that were captured, at least its header's
     * @param onWire bytes from its header on that the frame had
     * @param time capture time in nanoseconds
     * @param number of the packet in the capture; the same one may be looked at several times
     */
    boolean repeats(byte[] data, int header, int length, int captured, int onWire, long time, long number) {
        boolean v4 = IpHeader.version(data, header) == 4;
        int payload = v4 ? (Bytes.u8(data, header) & 0x0f) * 4 : IPV6_HEADER;
        int hashed = Math.min(captured, payload + LEAST);
        boolean known = onWire >= length && hashed == Math.min(length, payload + LEAST);
        long hash = hash(data, header, hashed, v4, known ? 0 : Math.min(captured, payload + PAYLOAD));
        int rest = header + hashed;
        int restLength = Math.min(captured - hashed, REST);
        int first = ((int) hash & SETS - 1) * WAYS;
        int oldest = first;
        for (int place = first; place < first + WAYS; place++) {
            if (hashes[place] == hash
                    && numbers[place] != 0
                    && isNear(times[place], time)
                    && hasRest(place, data, rest, restLength)) {
                if (restLength > restLengths[place]) {
                    keepRest(place, data, rest, restLength);
                }
                return numbers[place] != number;
            }
            if (numbers[place] < numbers[oldest]) {
                oldest = place;
            }
        }
        hashes[oldest] = hash;
        times[oldest] = time;
        numbers[oldest] = number;
        keepRest(oldest, data, rest, restLength);
        return false;
    }

    private boolean hasRest(int place, byte[] data, int from, int length) {
        int common = Math.min(length, restLengths[place]);
        int kept = place * REST;
        return Arrays.equals(data, from, from + common, rests, kept, kept + common);
    }

    private void keepRest(int place, byte[] data, int from, int length) {
        System.arraycopy(data, from, rests, place * REST, length);
        restLengths[place] = (byte) length;
    }

    private boolean isNear(long earlier, long time) {
        long between = Math.abs(time - earlier);
        return between >= 0 && between <= window;
    }

    /** Hashes the first bytes of a packet, and a number that only packets of one kind have. */
    private long hash(byte[] data, int header, int size, boolean v4, int kind) {
        System.arraycopy(data, header, identity, 0, size);
        identity[v4 ? IPV4_HOP_LIMIT : IPV6_HOP_LIMIT] = 0;
        if (v4) {
            identity[IPV4_CHECKSUM] = 0;
            identity[IPV4_CHECKSUM + 1] = 0;
        }
        identity[size] = (byte) kind;
        return XXH3.hashBytesToLong(identity, 0, size + Byte.BYTES);
    }
}
