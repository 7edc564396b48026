package io.flowjay.protocol.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.payload.Payload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The work of putting bytes in order, counted and not timed: places looked at, and places marked or cleared. */
class AheadBufferTest {
    private static final int BYTES = 32 << 10;
    /** Several looks at each byte, when it comes and when it is passed on; twice the growth of the array. */
    private static final int WORK_FOR_A_BYTE = 24;

    /** Counts what it is asked for. */
    private static final class WatchedSet extends BitSet {
        private static final long serialVersionUID = 1;

        private long work;

        private int looked(int from, int found) {
            int last = found < 0 ? Math.max(from, length()) : found;
            work += 1 + Math.abs(last - from) / Long.SIZE;
            return found;
        }

        @Override
        public boolean get(int place) {
            work++;
            return super.get(place);
        }

        @Override
        public int nextSetBit(int from) {
            return looked(from, super.nextSetBit(from));
        }

        @Override
        public int nextClearBit(int from) {
            return looked(from, super.nextClearBit(from));
        }

        @Override
        public int previousClearBit(int from) {
            return looked(from, super.previousClearBit(from));
        }

        @Override
        public void set(int from, int to) {
            work += 1 + (to - from) / Long.SIZE;
            super.set(from, to);
        }

        @Override
        public void clear(int from, int to) {
            work += 1 + (to - from) / Long.SIZE;
            super.clear(from, to);
        }

        /** Bits that move, when the buffer makes room. */
        @Override
        public void or(BitSet other) {
            work += 1 + other.length() / Long.SIZE;
            super.or(other);
        }
    }

    static Stream<Arguments> orders() {
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, BYTES).boxed().toList());
        long seed = System.nanoTime();
        System.out.println("AheadBufferTest seed " + seed);
        Collections.shuffle(shuffled, new Random(seed));
        return Stream.of(
                argumentSet("from the start", IntStream.range(0, BYTES).boxed().toList()),
                argumentSet(
                        "from the end",
                        IntStream.range(0, BYTES)
                                .map(i -> BYTES - 1 - i)
                                .boxed()
                                .toList()),
                argumentSet(
                        "every second byte, then the others",
                        IntStream.range(0, BYTES)
                                .map(i -> i * 2 % BYTES + i * 2 / BYTES)
                                .boxed()
                                .toList()),
                argumentSet(
                        "the others, then every second byte",
                        IntStream.range(0, BYTES)
                                .map(i -> i * 2 % BYTES + 1 - i * 2 / BYTES)
                                .boxed()
                                .toList()),
                argumentSet(
                        "the second of two bytes first",
                        IntStream.range(0, BYTES).map(i -> i ^ 1).boxed().toList()),
                argumentSet("by chance", shuffled));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void bytesInAnyOrderCostTheSame(List<Integer> order) {
        WatchedSet present = new WatchedSet();
        WatchedSet starts = new WatchedSet();
        AheadBuffer buffer = new AheadBuffer(present, starts);
        byte[] text = new byte[BYTES];
        new Random(1).nextBytes(text);
        byte[] passedOn = new byte[BYTES];
        int next = 0;
        for (int place : order) {
            buffer.put(place - next, Payload.of(false, text, place, 1), 1, true);
            for (Payload run = buffer.next(); run.hasRemaining(); run = buffer.next()) {
                int length = run.remaining();
                run.take(length, passedOn, next);
                buffer.advance(length);
                next += length;
            }
        }
        assertThat(passedOn).isEqualTo(text);
        System.out.printf("work for a byte: %.2f%n", (double) (present.work + starts.work) / BYTES);
        assertThat(present.work + starts.work).isLessThan((long) WORK_FOR_A_BYTE * BYTES);
    }

    /** The buffer never empties, and moves on. */
    @ParameterizedTest
    @MethodSource("orders")
    void bytesFarBehindAHoleCostTheSame(List<Integer> order) {
        WatchedSet present = new WatchedSet();
        WatchedSet starts = new WatchedSet();
        AheadBuffer buffer = new AheadBuffer(present, starts);
        byte[] text = new byte[BYTES];
        buffer.put(TcpStream.MAX_AHEAD - 1, Payload.of(false, text, 0, 1), 1, true);
        for (int place : order) {
            buffer.put(1 + place, Payload.of(false, text, place, 1), 1, true);
            buffer.put(1 + place, Payload.of(false, text, place, 1), 1, true);
            assertThat(buffer.next().remaining()).isZero();
        }
        assertThat(buffer.heldBytes()).isLessThan(3 * TcpStream.MAX_AHEAD);
        assertThat(present.work + starts.work).isLessThan((long) WORK_FOR_A_BYTE * BYTES);
    }
}
