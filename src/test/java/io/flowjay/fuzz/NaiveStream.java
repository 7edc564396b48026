package io.flowjay.fuzz;

import io.flowjay.packet.TcpFlags;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** A direction of a TCP connection put in order byte by byte; the first byte to arrive for a place counts. */
final class NaiveStream {
    private static final int MAX_BYTES = 262_144;
    private static final int MAX_AHEAD = 65_536;
    private static final int MAX_BEYOND = 64;

    private final ByteArrayOutputStream delivered = new ByteArrayOutputStream();
    /** By sequence number. */
    private final Map<Integer, Byte> ahead = new HashMap<>();

    private boolean started;
    private int next;
    private int beyond;
    private boolean ended;

    void add(int flags, int sequence, byte[] data) {
        if ((flags & TcpFlags.RST) != 0 || ended) {
            return;
        }
        boolean syn = (flags & TcpFlags.SYN) != 0;
        int first = syn ? sequence + 1 : sequence;
        boolean untouched = delivered.size() == 0 && ahead.isEmpty();
        if ((syn && untouched) || (!started && data.length > 0)) {
            started = true;
            next = first;
        }
        boolean outside = false;
        for (int i = 0; i < data.length && !ended; i++) {
            int distance = first + i - next;
            if (distance >= 0 && distance < MAX_AHEAD) {
                ahead.putIfAbsent(first + i, data[i]);
                deliver();
            } else {
                outside |= distance >= 0 || first - next == Integer.MIN_VALUE;
            }
        }
        if (outside && !ended) {
            beyond++;
            ended = beyond > MAX_BEYOND;
        }
    }

    private void deliver() {
        Byte value = ahead.remove(next);
        while (value != null && !ended) {
            delivered.write(value);
            next++;
            ended = delivered.size() == MAX_BYTES;
            value = ahead.remove(next);
        }
    }

    boolean ended() {
        return ended;
    }

    byte[] delivered() {
        return delivered.toByteArray();
    }
}
