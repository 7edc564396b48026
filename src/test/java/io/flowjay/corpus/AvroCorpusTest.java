package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.Extraction;
import io.flowjay.record.Extracts;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.avro.AvroFormat;
import io.flowjay.record.avro.AvroFraming;
import io.flowjay.record.avro.AvroReader;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroJudge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Avro library and our own reader have the values of the lines of every capture. */
@Tag("sweep")
class AvroCorpusTest {
    @BeforeAll
    static void corpus() {
        Corpus.assumePresent();
    }

    @Test
    @DisplayName("each value of each record of each capture, with every feature")
    void values() throws IOException {
        Settings settings = Extracts.everything().build();
        Extraction extraction = Extraction.of(settings);
        AvroSchema own = AvroSchema.of(extraction.columns());
        Schema schema = new Schema.Parser().parse(own.text());
        AvroReader reader = new AvroReader(own.text());
        RecordEncoder encoder =
                AvroFormat.messageEncoder(extraction.columns(), AvroFraming.ofFingerprint(own.fingerprint()));
        List<Path> captures = new ArrayList<>(Corpus.captures("conformance"));
        captures.addAll(Corpus.captures("malformed"));
        int compared = 0;
        for (Path capture : captures) {
            try (FlowRecords records = extraction.records(CaptureFile.open(capture))) {
                while (records.hasNext()) {
                    FlowRecord record = records.next();
                    OutputBytes bytes = new OutputBytes();
                    encoder.write(record.columnValues(), bytes);
                    JsonNode line = AvroJudge.json(record.json());
                    AvroJudge.assertSame(AvroJudge.singleObject(bytes.copy(), schema), line);
                    byte[] json = reader.json(bytes.copy(), AvroFraming.SINGLE_OBJECT.length());
                    assertThat(AvroJudge.json(json)).isEqualTo(line);
                    compared++;
                }
            } catch (CaptureException | UncheckedIOException e) {
                // What came before is what is compared.
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }
}
