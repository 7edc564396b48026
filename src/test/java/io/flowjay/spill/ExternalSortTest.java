package io.flowjay.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalSortTest {
    /** The JDK's sort is the judge. */
    @ParameterizedTest(name = "{0} numbers in runs of {1}, {2} different ones")
    @CsvSource({
        "1, 4, 10",
        "4, 4, 10",
        "5, 4, 1",
        "16384, 1024, 1000000",
        "100000, 4096, 3",
        "100001, 1000, 2000000000",
        "40000, 7, 100"
    })
    void numbersComeInAscendingOrder(int size, int runLength, int different) throws IOException {
        long[] numbers = new Random(size).longs(size, -different / 2, different).toArray();
        try (SpillSpace space = new SpillSpace(0)) {
            SpilledLongs sorted = ExternalSort.sort(space, i -> numbers[i], size, runLength);
            Arrays.sort(numbers);
            assertThat(sorted.size()).isEqualTo(size);
            assertThat(IntStream.range(0, size).mapToLong(sorted::get).toArray())
                    .isEqualTo(numbers);
            sorted.free();
            assertThat(space.spilled()).isZero();
        }
    }
}
