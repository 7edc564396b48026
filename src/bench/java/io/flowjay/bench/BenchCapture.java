package io.flowjay.bench;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The capture that is measured, in memory: that of the property {@code capture}, else the sample. */
@State(Scope.Benchmark)
public class BenchCapture {
    private byte[] bytes = {};

    /** Reads the capture. */
    @Setup
    public void read() throws IOException {
        String file = System.getProperty("capture", "");
        if (!file.isEmpty()) {
            bytes = Files.readAllBytes(Path.of(file));
            return;
        }
        try (InputStream in = BenchCapture.class.getResourceAsStream("/io/flowjay/sample/sample.pcapng")) {
            bytes = Objects.requireNonNull(in, "sample.pcapng").readAllBytes();
        }
    }

    CaptureReader open() throws IOException {
        return CaptureFile.open(bytes, "bench");
    }

    FlowAssembler flows(PayloadNeeds needs) throws IOException {
        return new FlowAssembler(open(), FlowSettings.of(Settings.DEFAULT), needs);
    }

    /** Every flow, with what each feature needs of payloads. */
    List<Flow> allFlows(PayloadNeeds needs) throws IOException {
        List<Flow> all = new ArrayList<>();
        try (FlowAssembler flows = flows(needs)) {
            for (Flow flow = flows.next(); flow != null; flow = flows.next()) {
                all.add(flow);
            }
        }
        return all;
    }

    static FeatureSettings settings() {
        return FeatureSettings.of(Settings.DEFAULT);
    }
}
