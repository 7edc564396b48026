package io.flowjay.bench;

import io.flowjay.feature.catalog.FeatureExtractor;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.flow.IdSettings;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The features of one group for every flow of the capture. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class GroupBenchmark {
    /** Every group but {@code connection}, which needs a pass over the capture, or all of them at once. */
    @Param({
        "all",
        "flow_meta",
        "timing",
        "size",
        "tcp",
        "tls",
        "dtls",
        "dns",
        "ssh",
        "quic",
        "http2",
        "entropy",
        "tcp_rtt",
        "tcp_options",
        "tcp_sequence",
        "tcp_window",
        "ip_extended",
        "fingerprint",
        "tcp_fingerprint",
        "padding",
        "mac",
        "tcp_mptcp",
        "ipv6_options",
        "icmp"
    })
    public String group = "all";

    private List<Flow> flows = List.of();
    private FeatureExtractor extractor = extractor(selection("all"));

    /** Reads the flows. */
    @Setup
    public void setUp(BenchCapture capture) throws IOException {
        FeatureSelection selection = selection(group);
        flows = capture.allFlows(selection.payloadNeeds(BenchCapture.settings()));
        extractor = extractor(selection);
    }

    private static FeatureSelection selection(String group) {
        return FeatureSelection.of(
                Settings.builder().set(SettingCatalog.GROUPS, List.of(group)).build());
    }

    private static FeatureExtractor extractor(FeatureSelection selection) {
        FlowIds ids = new FlowIds("0".repeat(64), IdSettings.of(Settings.DEFAULT));
        return new FeatureExtractor(selection, BenchCapture.settings(), ids, null);
    }

    /** Computes the features. */
    @Benchmark
    public void features(Blackhole hole) {
        for (Flow flow : flows) {
            hole.consume(extractor.computeInPlace(flow));
        }
    }
}
