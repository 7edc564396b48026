package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.protocol.Protocol;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The memory that a table counts, and what it does when that is too much. */
class HeldBytesTest {
    private static final PayloadNeeds ALL = new PayloadNeeds(Set.of(Protocol.values()), 256);
    private static final int ROUNDS = 300;
    /** A line of SSH that has not ended, and a segment far ahead of a hole. */
    private static final String LARGE = """
            %1$d c PA seq=100 port=%2$d SSH-2.0-alpha
            %1$d c PA seq=3000 port=%2$d x
            """;

    /** Beginnings of what decoders know, so that they hold something. */
    private static final String[] STARTS = {
        "SSH-2.0-x\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
        "GET / HTTP/1.1\r\n",
        "\26\3\1\2\0\1\0\1\374\3\3",
        "\26\3\3\0\4\0\0\0\0",
        "\377\0\0\1\1\0\0\1\0\0\0\0\0\0",
        "\0\7\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1",
        "\26\376\375\0\0\0\0\0\0\0\0\0\31\1\0\40\0\0\0\0\0\0\0\0\15",
        "\300\0\0\0\1\1A\1B\0\100\100",
        "",
    };

    @Test
    void theTableCountsWhatItsFlowsHold() {
        long seed = System.nanoTime();
        System.out.println("HeldBytesTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            long max = random.nextBoolean() ? Long.MAX_VALUE : 10_000L + random.nextInt(100_000);
            PayloadScript script = new PayloadScript(FlowSettings.DEFAULT.withMaxHeldBytes(max), ALL);
            int packets = random.nextInt(200);
            for (int i = 0; i < packets; i++) {
                script.lines(packet(random, i));
            }
            script.play();
            String where = "seed " + seed + " round " + round;
            int early = script.finished().size();
            long counted = script.table().heldBytes();
            assertThat(counted).as(where).isBetween(0L, max);
            List<Flow> open = script.end().subList(early, script.finished().size());
            assertThat(open.stream().mapToLong(Flow::heldBytes).sum())
                    .as("%s: what the flows hold that were open", where)
                    .isEqualTo(counted);
            assertThat(script.table().heldBytes())
                    .as("%s: what is held when no flow is", where)
                    .isZero();
        }
    }

    private static String packet(Random random, int number) {
        String flags =
                random.nextInt(3) == 0 ? "udp" : random.nextInt(12) == 0 ? random.nextBoolean() ? "S" : "FA" : "A";
        int sequence = random.nextInt(4) * random.nextInt(3000);
        String start = STARTS[random.nextInt(STARTS.length)];
        byte[] payload = new byte[start.length() + random.nextInt(60)];
        random.nextBytes(payload);
        for (int i = 0; i < start.length(); i++) {
            payload[i] = (byte) start.charAt(i);
        }
        return "%d %s %s seq=%d port=%d cut=%d hex:%s"
                .formatted(
                        number / 4,
                        random.nextInt(3) == 0 ? "s" : "c",
                        flags,
                        sequence,
                        1024 + random.nextInt(12),
                        random.nextInt(5) == 0 ? random.nextInt(20) : 1000,
                        HexFormat.of().formatHex(payload));
    }

    static Stream<Arguments> pressure() {
        return Stream.of(
                arguments(named("room for all", 100), List.of()),
                arguments(named("room for three: the first is given up", 25), List.of("1001 evicted")),
                arguments(named("room for one", 10), List.of("1001 evicted", "1002 evicted", "1003 evicted")),
                arguments(
                        named("room for none: each is given up with its segment ahead, and goes on as another", 5),
                        List.of("1001 evicted", "1002 evicted", "1003 evicted", "1004 evicted")));
    }

    /** Each flow holds between 8 and 9 KB, which {@link #aFlowIsMeasured} shows. */
    @ParameterizedTest
    @MethodSource
    void pressure(int kilobytes, List<String> early) {
        PayloadScript script = new PayloadScript(FlowSettings.DEFAULT.withMaxHeldBytes(kilobytes * 1000L), ALL);
        for (int i = 1; i <= 4; i++) {
            script.lines(LARGE.formatted(i, 1000 + i));
        }
        script.play();
        assertThat(script.finished())
                .extracting(
                        flow -> flow.initiatorPort() + " " + flow.endReason().text())
                .isEqualTo(early);
        assertThat(script.table().heldBytes()).isLessThanOrEqualTo(kilobytes * 1000L);
    }

    @Test
    void aFlowIsMeasured() {
        PayloadScript script = new PayloadScript(FlowSettings.DEFAULT, ALL);
        script.lines(LARGE.formatted(1, 1000)).play();
        assertThat(script.table().heldBytes()).isBetween(8001L, 9000L);
    }

    @Test
    void theOldestIsTheOneWhoseLastPacketIs() {
        PayloadScript script = new PayloadScript(FlowSettings.DEFAULT.withMaxHeldBytes(25_000), ALL);
        script.lines(LARGE.formatted(1, 1001) + LARGE.formatted(2, 1002) + LARGE.formatted(3, 1003));
        script.lines("4 s A seq=0 port=1001");
        script.lines(LARGE.formatted(5, 1004)).play();
        assertThat(script.finished()).extracting(Flow::initiatorPort).containsExactly(1002);
    }

    @Test
    void aFlowThatIsGivenUpGoesOnAsAnother() {
        PayloadScript script = new PayloadScript(FlowSettings.DEFAULT.withMaxHeldBytes(5_000), ALL);
        script.lines(LARGE.formatted(1, 1001)).lines("2 c PA seq=500 port=1001 SSH-2.0-again\\r\\n");
        List<Flow> flows = script.play().end();
        assertThat(flows).extracting(Flow::endReason).containsExactly(FlowEnd.EVICTED, FlowEnd.CAPTURE_END);
        assertThat(flows.get(1).protocols().ssh().clientSoftware()).isEqualTo("again");
    }

    @Test
    void packetsCountToo() {
        PayloadScript script = new PayloadScript(FlowSettings.DEFAULT, PayloadNeeds.NONE);
        script.lines("0 c A seq=0").play();
        long one = script.table().heldBytes();
        assertThat(one).isBetween(300L, 800L);
        PayloadScript many = new PayloadScript(FlowSettings.DEFAULT, PayloadNeeds.NONE);
        many.lines("0 c A seq=0\n".repeat(4096)).play();
        // A time of 8 bytes, six numbers of 4, three of 2, one of 1, but no timestamps.
        assertThat(many.table().heldBytes() - one).isBetween(4000L * 33, 4200L * 39);
    }
}
