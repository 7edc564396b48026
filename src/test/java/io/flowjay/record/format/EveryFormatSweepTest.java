package io.flowjay.record.format;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.corpus.Corpus;
import io.flowjay.record.TestTraffic;
import io.flowjay.record.parquet.SameRecords.Opening;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * At least 100,000 flows: the captures of the corpus once and random traffic, or a capture that {@code -Dflowjay.test.capture=FILE} names.
 */
@Tag("sweep")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EveryFormatSweepTest extends EveryFormat {
    private static final long FLOWS = 100_000;
    private static final int PACKETS = 20_000;
    private static final int ROUNDS = 19;

    @Override
    protected List<Opening> captures() {
        String named = System.getProperty("flowjay.test.capture", "");
        if (!named.isEmpty()) {
            return List.of(() -> CaptureFile.open(Path.of(named)));
        }
        List<Opening> captures = new ArrayList<>(Corpus.openings());
        for (int i = 0; i < ROUNDS; i++) {
            int seed = i;
            captures.add(() -> traffic(seed));
        }
        return captures;
    }

    private static CaptureReader traffic(int seed) throws IOException {
        return CaptureFile.open(TestTraffic.capture(seed, PACKETS), "traffic-" + seed + ".pcap");
    }

    @Override
    protected long leastFlows() {
        return FLOWS;
    }
}
