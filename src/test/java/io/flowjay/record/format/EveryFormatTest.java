package io.flowjay.record.format;

import io.flowjay.capture.CaptureFile;
import io.flowjay.corpus.Corpus;
import io.flowjay.record.TestTraffic;
import io.flowjay.record.parquet.SameRecords.Opening;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The sample capture, random traffic with times in nanoseconds, and where there is a corpus some captures of it. */
class EveryFormatTest extends EveryFormat {
    private static final int EVERY = 60;

    @Override
    protected List<Opening> captures() throws IOException {
        List<Opening> captures = new ArrayList<>();
        byte[] sample = Sample.bytes();
        byte[] traffic = TestTraffic.capture(20, 1_000);
        captures.add(() -> CaptureFile.open(sample, "sample, \"quoted\" \u00e4 \ud83d\ude00.pcapng"));
        captures.add(() -> CaptureFile.open(traffic, "traffic.pcap"));
        List<Opening> corpus = Corpus.openings();
        for (int i = 0; i < corpus.size(); i += EVERY) {
            captures.add(corpus.get(i));
        }
        return captures;
    }

    @Override
    protected long leastFlows() {
        return 2L * Sample.FLOWS;
    }
}
