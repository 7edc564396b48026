package io.flowjay.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The capture that rides in the jar. */
public final class Sample {
    /** Packets in the capture, ARP included. */
    public static final int PACKETS = 357;
    /** ARP packets, which belong to no flow. */
    public static final int ARP = 2;
    /** tshark tells 37 conversations (see {@code expected.tsv}); one of them has a gap of 63 s, so the idle timeout makes it two flows. */
    public static final int FLOWS = 38;

    private Sample() {}

    /** The capture's bytes. */
    public static byte[] bytes() {
        try (InputStream in = Sample.class.getResourceAsStream("/io/flowjay/sample/sample.pcapng")) {
            return Objects.requireNonNull(in, "sample.pcapng").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
