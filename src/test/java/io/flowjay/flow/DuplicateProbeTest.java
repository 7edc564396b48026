package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.IpProtocol;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Which captures look full of duplicates. A packet is a number, which its identification has; equal numbers are copies. */
class DuplicateProbeTest {
    private static final List<Integer> ONCE = numbers(100, 1);

    /** Numbers, nanoseconds between packets, whether they are full of duplicates, and the longest time between copies. */
    static final List<Arguments> CAPTURES = List.of(
            argumentSet("each once", ONCE, 1_000L, false, 0L),
            argumentSet("each twice", numbers(100, 2), 1_000L, true, 1_000L),
            argumentSet("each three times", numbers(100, 3), 1_000L, true, 2_000L),
            argumentSet("copies after two others", threeByThree(40), 1_000L, true, 3_000L),
            argumentSet(
                    "copies after 8 others",
                    repeat(IntStream.range(0, 9).boxed().toList(), 20),
                    1_000L,
                    false,
                    0L),
            argumentSet("long after", numbers(100, 2), 10_000_001L, false, 0L),
            argumentSet("one of eight twice", someTwice(200, 1, 8), 1_000L, false, 1_000L),
            argumentSet("three of four twice", someTwice(100, 3, 4), 1_000L, true, 1_000L),
            argumentSet("no packet", List.<Integer>of(), 1_000L, false, 0L));

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void looksAtSamples(List<Integer> numbers, long apart, boolean full, long longest) {
        DuplicateProbe probe = new DuplicateProbe();
        DecodedPacket packet = new DecodedPacket();
        packet.protocol = IpProtocol.UDP;
        for (int number : numbers) {
            packet.identification = number;
            probe.look(packet);
            packet.timestampNanos += apart;
        }
        assertThat(probe.isFullOfDuplicates()).isEqualTo(full);
        assertThat(probe.longest()).isEqualTo(longest);
    }

    /** In a long capture later packets are looked at too, but fewer. */
    @ParameterizedTest
    @FieldSource("LONG")
    void longCaptures(int copiesFirst, int copiesLater, boolean full) {
        DuplicateProbe probe = new DuplicateProbe();
        DecodedPacket packet = new DecodedPacket();
        for (int i = 0; i < 2_000_000; i++) {
            packet.identification = i / (i < 4096 ? copiesFirst : copiesLater);
            probe.look(packet);
        }
        assertThat(probe.isFullOfDuplicates()).isEqualTo(full);
    }

    static final List<Arguments> LONG = List.of(
            argumentSet("all of it", 2, 2, true),
            argumentSet("the beginning only", 2, 1, false),
            argumentSet("all but the beginning", 1, 2, true));

    private static List<Integer> numbers(int count, int copies) {
        return IntStream.range(0, count * copies).map(i -> i / copies).boxed().toList();
    }

    private static List<Integer> someTwice(int count, int some, int of) {
        return IntStream.range(0, count)
                .boxed()
                .flatMap(i -> Collections.nCopies(i % of < some ? 2 : 1, i).stream())
                .toList();
    }

    /** 0 1 2 0 1 2 3 4 5 3 4 5 ... */
    private static List<Integer> threeByThree(int count) {
        return IntStream.range(0, count)
                .boxed()
                .flatMap(i -> repeat(List.of(3 * i, 3 * i + 1, 3 * i + 2), 2).stream())
                .toList();
    }

    private static List<Integer> repeat(List<Integer> numbers, int times) {
        return IntStream.range(0, times).boxed().flatMap(i -> numbers.stream()).toList();
    }
}
