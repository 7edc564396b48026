package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.HeaderStack;
import io.flowjay.spill.SpillSpace;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compared with a map and a queue. */
class EndedConnectionsTest {
    @Test
    void remembersTheLastOnes() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int limit = 3000;
        EndedConnections ended = new EndedConnections(limit);
        Map<Long, Long> expected = new HashMap<>();
        Queue<Long> order = new ArrayDeque<>();
        long forgotten = 0;
        for (long number = 1; number <= 50_000; number++) {
            // Hashes with equal low bits make long chains in the index.
            long hash = random.nextInt(5000) * 0x1_0000_0000L + random.nextInt(4);
            Flow flow = flow(hash, number);
            order.remove(hash);
            order.add(hash);
            expected.put(hash, number);
            ended.remember(flow, hash);
            if (ended.forgotten() > forgotten) {
                forgotten = ended.forgotten();
                expected.remove(order.remove());
            }
            long asked = random.nextInt(5000) * 0x1_0000_0000L + random.nextInt(4);
            int place = ended.find(asked);
            assertThat(place >= 0 ? ended.connection(place) : null).isEqualTo(expected.get(asked));
        }
        assertThat(expected).hasSizeBetween(limit / 2, limit);
        assertThat(forgotten).isPositive();
    }

    private static Flow flow(long hash, long number) {
        DecodedPacket packet = new DecodedPacket();
        packet.number = number;
        return new Flow(
                FlowKey.of(packet, true, 0, 0),
                hash,
                true,
                InitiatorEvidence.FIRST_PACKET,
                new HeaderStack("IP", 1),
                packet,
                new PacketColumns(1, new SpillSpace(Long.MAX_VALUE)));
    }
}
