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

    @Test
    void hashesOfOneConnectionShareItsCounter() {
        EndedConnections ended = new EndedConnections(3000);
        for (long hash = 1; hash <= 2000; hash++) {
            ended.remember(flow(hash, hash), hash);
        }
        assertThat(ended.counter(ended.find(7))).isNull();
        Flow shared = flow(5000, 5000);
        shared.countParts();
        ended.remember(shared, 5000);
        ended.remember(shared, 5001);
        // More than the arrays have room for at first.
        for (long hash = 6000; hash < 6500; hash++) {
            ended.remember(flow(hash, hash), hash);
        }
        assertThat(ended.counter(ended.find(7))).isNull();
        assertThat(ended.counter(ended.find(6000))).isNull();
        PartCounter counter = ended.counter(ended.find(5000));
        assertThat(counter).isNotNull().isSameAs(ended.counter(ended.find(5001)));
        assertThat(part(ended, 5001)).isEqualTo(2);
        assertThat(part(ended, 5000)).isEqualTo(3);
        assertThat(part(ended, 5001)).isEqualTo(4);
        assertThat(part(ended, 7)).isEqualTo(2);
        for (long hash = 10_000; hash < 13_000; hash++) {
            ended.remember(flow(hash, hash), hash);
        }
        assertThat(ended.counter(ended.find(12_999))).isNull();
    }

    /** Number of a part that continues the connection which is known under a hash. */
    private static int part(EndedConnections ended, long hash) {
        Flow later = flow(hash, 9000);
        int place = ended.find(hash);
        later.continueConnection(ended.connection(place), ended.part(place), ended.counter(place));
        return later.part();
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
