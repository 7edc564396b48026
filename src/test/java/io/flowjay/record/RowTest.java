package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.json.JsonRows;
import io.flowjay.json.OutputBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record as a row for Kafka has the bytes of the line that {@code extract} writes. */
class RowTest {
    @Test
    void aRecordIsItsLine() throws IOException {
        List<FlowRecord> records = Extracts.records(Extracts.sample(), Extracts.everything());
        assertThat(records).isNotEmpty();
        for (FlowRecord record : records) {
            String line = text(Extracts.lines(List.of(record)));
            assertThat(text(JsonRows.json(record)) + '\n').isEqualTo(line);
            assertThat(text(JsonRows.json(Map.of("record", record))) + '\n')
                    .as("within a row")
                    .isEqualTo("{\"record\":" + line.stripTrailing() + "}\n");
        }
    }

    @Test
    void theValuesOfItsFieldsMakeUpItsLine() throws IOException {
        FlowRecord record =
                Extracts.records(Extracts.sample(), Extracts.everything()).get(0);
        StringBuilder whole = new StringBuilder();
        for (String name : record.keySet()) {
            byte[] value = JsonRows.json(record, name);
            assertThat(value).as(name).isNotEmpty();
            whole.append(whole.length() == 0 ? '{' : ',')
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(text(value));
        }
        assertThat(whole.append("}\n")).hasToString(text(Extracts.lines(List.of(record))));
    }

    @Test
    void aFieldThatARecordLacksWritesNothing() throws IOException {
        FlowRecord record =
                Extracts.records(Extracts.sample(), Extracts.everything()).get(0);
        OutputBytes out = new OutputBytes();
        assertThat(record.writeValue("flowid", out)).isFalse();
        assertThat(out.size()).isZero();
        assertThat(JsonRows.json(record, "flowid")).isNull();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
