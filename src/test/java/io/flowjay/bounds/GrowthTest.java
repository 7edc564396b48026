package io.flowjay.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that a capture can have any number of, up to 60 MB of each, extracted in a JVM with a heap of 32 MB: what the readers keep of
 * it is bounded.
 */
class GrowthTest {
    private static final Map<Growth, Result> RESULTS = new EnumMap<>(Growth.class);
    private static String output = "";

    /**
     * What became of one.
     *
     * @param pieces pieces in the stream
     */
    private record Result(long pieces, long packets, long dropped, String failure) {
        static Result of(String[] line) {
            return new Result(
                    Long.parseLong(line[1]),
                    Long.parseLong(line[2]),
                    Long.parseLong(line[3]),
                    line.length > 4 ? line[4] : "");
        }
    }

    @BeforeAll
    static void extract(@TempDir Path directory) throws IOException, InterruptedException {
        Path results = directory.resolve("results");
        Path out = directory.resolve("output");
        List<String> command = new ArrayList<>(ChildJvm.command("32m", GrowthRun.class.getName()));
        command.add(1, "-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of(results.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        output = Files.readString(out);
        for (String line : Files.exists(results) ? Files.readAllLines(results) : List.<String>of()) {
            String[] columns = line.split("\t", -1);
            RESULTS.put(Growth.valueOf(columns[0]), Result.of(columns));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReadToItsEndInBoundedMemory(Growth growth) {
        Result result = RESULTS.get(growth);
        assertThat(result).as(output).isNotNull();
        assertThat(result.packets).isEqualTo(1 + packets(growth, result.pieces));
        assertThat(result.dropped).isEqualTo(dropped(growth, result.pieces));
        if (growth == Growth.INTERFACES_OF_ONE_SECTION) {
            assertThat(result.failure).endsWith("more than 65536 interfaces");
        } else {
            assertThat(result.failure).isEmpty();
        }
    }

    private static long packets(Growth growth, long pieces) {
        return growth == Growth.LINK_TYPES || growth == Growth.PACKET_COMMENTS ? pieces : 0;
    }

    private static long dropped(Growth growth, long pieces) {
        return switch (growth) {
            case STATISTICS_OF_SECTIONS -> 7 * pieces;
            case STATISTICS_COMMENTS -> pieces - 1;
            // The last round states the numbers of its pieces, which follow each other.
            case STATISTICS_OF_ONE_SECTION -> sum(pieces - 65_536, pieces);
            default -> 0;
        };
    }

    private static long sum(long first, long end) {
        return (end - first) * (first + end - 1) / 2;
    }
}
