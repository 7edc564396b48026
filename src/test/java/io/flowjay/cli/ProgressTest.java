package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String TERMINAL = "flowjay.stderr.terminal";
    private static final long LONGER_THAN_BETWEEN_LINES_NANOS = 400_000_000;

    private final StringWriter err = new StringWriter();

    @AfterEach
    void forgetTheTerminal() {
        System.clearProperty(TERMINAL);
    }

    @Test
    void onATerminalOneLineIsWrittenOverAndTakenAway() {
        System.setProperty(TERMINAL, "true");
        Progress progress = new Progress(new PrintWriter(err));
        await().until(() -> {
            for (int i = 0; i < 64; i++) {
                progress.records(1, "day/trace.pcap");
            }
            return !err.toString().isEmpty();
        });
        assertThat(err.toString())
                .matches("\r[\\d,]+ flows, in day/trace\\.pcap +")
                .hasSize(80);
        progress.clear();
        assertThat(err.toString().substring(80)).isEqualTo("\r" + " ".repeat(79) + "\r");
        progress.clear();
        assertThat(err.toString()).hasSize(80 + 81);
    }

    @Test
    void elsewhereThereIsNone() {
        Progress progress = new Progress(new PrintWriter(err));
        long end = System.nanoTime() + LONGER_THAN_BETWEEN_LINES_NANOS;
        while (System.nanoTime() < end) {
            progress.records(1, "trace.pcap");
        }
        progress.clear();
        assertThat(err.toString()).isEmpty();
    }
}
