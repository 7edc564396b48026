package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlowRecordWriterTest {
    @Test
    @DisplayName("nothing follows what could not be written, so that no half record looks like a whole one")
    void halfRecordsStayHalf() throws IOException {
        List<FlowRecord> records = Extracts.records(Extracts.sample(), Settings.builder());
        FailingOnce out = new FailingOnce();
        FlowRecordWriter writer = new FlowRecordWriter(out);
        assertThatIOException()
                .isThrownBy(() -> {
                    for (FlowRecord record : records) {
                        writer.write(record);
                    }
                })
                .withMessage("no space left");
        int written = out.received.size();
        writer.close();
        assertThat(out.received.toString(StandardCharsets.UTF_8).substring(written))
                .isEmpty();
    }

    @Test
    @DisplayName("flush sends what was written, close closes the stream")
    void flushAndClose() throws IOException {
        // Smaller than the writer's buffer.
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.GROUPS, "flow_meta", "test");
        FlowRecord record = Extracts.records(Extracts.sample(), settings).get(0);
        FailingOnce out = new FailingOnce();
        FlowRecordWriter writer = new FlowRecordWriter(out);
        writer.write(record);
        assertThat(out.received.size()).isZero();
        writer.flush();
        assertThat(out.received.toByteArray()).isEqualTo(Extracts.lines(List.of(record)));
        assertThat(out.closed).isFalse();
        writer.close();
        assertThat(out.closed).isTrue();
    }

    /** A stream whose second write fails. */
    private static final class FailingOnce extends OutputStream {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private int writes;
        private boolean closed;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writes++;
            if (writes == 2) {
                throw new IOException("no space left");
            }
            received.write(bytes, offset, length);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
