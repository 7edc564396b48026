package io.flowjay.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sequences of any range, in the order of their numbers, in any order, and sorted: against arrays. */
class SpilledLongsTest {
    static Stream<Arguments> sequences() {
        Random random = new Random(1);
        return Stream.of(
                arguments("nothing", LongStream.empty()),
                arguments("one", LongStream.of(7)),
                arguments("a block of 16", LongStream.range(0, 16)),
                arguments("one more", LongStream.range(0, 17)),
                arguments("equal ones", LongStream.range(0, 100).map(i -> -5)),
                arguments("bytes from 1000", random.longs(100, 1000, 1256)),
                arguments("two bytes", random.longs(100, -3, 0xffff - 3)),
                arguments("just above two bytes", LongStream.range(0, 100).map(i -> i % 2 * 0x1_0000)),
                arguments("four bytes", random.longs(100, 0, 0xffff_ffffL)),
                arguments("just above four bytes", LongStream.range(0, 100).map(i -> i % 2 * 0x1_0000_0000L)),
                arguments("all longs", random.longs(100)),
                arguments("extremes", LongStream.range(0, 100).map(i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE)),
                // 2000 pieces of 16 are merged in two steps.
                arguments("32,000 with equal ones", random.longs(32_000, 0, 5000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void comeBackAndAreSorted(String name, LongStream numbers) throws IOException {
        long[] expected = numbers.toArray();
        try (Spill spill = new Spill(1)) {
            SpilledLongs sequence = new SpilledLongs(spill);
            LongSorter sorter = new LongSorter(spill);
            for (long number : expected) {
                sequence.add(number);
                sorter.add(number);
            }
            assertThat(all(sequence)).isEqualTo(expected);
            Random random = new Random(2);
            for (int i = 0; i < 100 && expected.length > 0; i++) {
                int index = random.nextInt(expected.length);
                assertThat(sequence.get(index)).isEqualTo(expected[index]);
            }
            long[] ascending = expected.clone();
            Arrays.sort(ascending);
            assertThat(all(sorter.sorted())).isEqualTo(ascending);
        }
    }

    private static long[] all(SpilledLongs sequence) {
        long[] all = new long[sequence.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = sequence.get(i);
        }
        return all;
    }
}
