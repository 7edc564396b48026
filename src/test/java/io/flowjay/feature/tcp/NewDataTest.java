package io.flowjay.feature.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.flow.TcpScript;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments of the client whose stream starts at 1000, and of which bytes from 1100 on count. */
class NewDataTest {
    private static final int ORIGIN = 1000;
    private static final int FROM = 1100;
    private static final int FLOWS = 3000;

    private final NewData newData = new NewData();

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet("all before", "0 c A seq=1000 len=100", 0),
                argumentSet("across the start", "0 c A seq=1000 len=101", 1),
                argumentSet("in order", "0 c A seq=1100 len=10\n1 c A seq=1110 len=10", 2),
                argumentSet("without payload", "0 c A seq=1100\n1 c FA seq=1100", 0),
                argumentSet("sent again", "0 c A seq=1100 len=10\n1 c A seq=1100 len=10\n2 c A seq=1102 len=3", 1),
                argumentSet("sent again with more", "0 c A seq=1100 len=10\n1 c A seq=1095 len=16", 2),
                argumentSet("keep-alive", "0 c A seq=1100 len=10\n1 c A seq=1109 len=1", 1),
                argumentSet("out of order", "0 c A seq=1110 len=10\n1 c A seq=1100 len=10", 2),
                argumentSet(
                        "out of order, then again",
                        "0 c A seq=1110 len=10\n1 c A seq=1100 len=10\n2 c A seq=1105 len=9",
                        2),
                argumentSet(
                        "a hole filled by halves",
                        "0 c A seq=1120 len=1\n1 c A seq=1100 len=9\n2 c A seq=1105 len=15",
                        3),
                argumentSet("payload of a reset", "0 c RA seq=1100 len=10", 0),
                argumentSet("of the other side", "0 c A seq=1000 len=1\n1 s A seq=1100 len=10", 0),
                argumentSet("SYN before", "0 c S seq=999\n1 c A seq=1100 len=10\n2 c S seq=999", 1),
                argumentSet(
                        "another connection",
                        "0 c S seq=999\n1 c A seq=1100 len=10\n2 c S seq=5000\n3 c A seq=5001 len=10",
                        1),
                argumentSet("more than sequence numbers there are", """
                        0 c A seq=1100 len=1000000000
                        1 c A seq=1000001100 len=1000000000
                        2 c A seq=2000001100 len=1000000000
                        3 c A seq=3000001100 len=1000000000
                        4 c A seq=4000001100 len=1000000000
                        5 c A seq=4000001100 len=1000000000
                        6 c A seq=705033804 len=5
                        """, 6));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void counts(String segments, int expected) {
        assertThat(newData.segments(TcpScript.flow(segments).packets(), false, ORIGIN, FROM))
                .isEqualTo(expected);
    }

    /** Against a set of all bytes seen, where sequence numbers wrap around. */
    @Test
    void agreesWithASet() {
        long seed = System.nanoTime();
        System.out.println("NewDataTest seed " + seed);
        Random random = new Random(seed);
        for (int flow = 0; flow < FLOWS; flow++) {
            int origin = -random.nextInt(400);
            int from = 50;
            int next = 0;
            int expected = 0;
            Set<Integer> seen = new HashSet<>();
            StringBuilder script = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                int start = Math.max(0, random.nextInt(3) > 0 ? next : next + random.nextInt(80) - 50);
                int length = random.nextInt(30);
                boolean isNew = false;
                for (int at = start; at < start + length; at++) {
                    isNew |= seen.add(at) && at >= from;
                }
                expected += isNew ? 1 : 0;
                next = Math.max(next, start + length);
                script.append(i)
                        .append(" c A seq=")
                        .append(origin + start)
                        .append(" len=")
                        .append(length)
                        .append('\n');
            }
            assertThat(newData.segments(TcpScript.flow(script.toString()).packets(), false, origin, origin + from))
                    .as("seed %d:%n%s", seed, script)
                    .isEqualTo(expected);
        }
    }
}
