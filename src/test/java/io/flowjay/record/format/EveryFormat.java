package io.flowjay.record.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.Extraction;
import io.flowjay.record.Extracts;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.avro.AvroFormat;
import io.flowjay.record.avro.AvroFraming;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.record.parquet.SameRecords;
import io.flowjay.record.parquet.SameRecords.Opening;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroJudge;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The records of the same captures in every format, with every feature, have the same values for readers that others wrote. NDJSON is what
 * the others are compared with. Memory does not grow with the number of flows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EveryFormat {
    /** An id, as a registry would give it. */
    private static final int SCHEMA_ID = 7;

    private static final int TERMINATOR = '\n';

    private final Settings settings =
            Extracts.everything().set(SettingCatalog.THREADS, 2).build();
    private final Extraction extraction = Extraction.of(settings);
    private final AvroSchema schema = AvroSchema.of(extraction.columns());
    private final MessageDigest jsonMessages = sha256();
    private long flows;
    private Path ndjson;
    private Path csv;
    private Path parquet;
    private Path avro;
    private Path messages;

    /** The captures, in order. */
    protected abstract List<Opening> captures() throws IOException;

    /** How many flows they have at least. */
    protected abstract long leastFlows();

    @BeforeAll
    void extract(@TempDir Path directory) throws IOException {
        List<Opening> captures = captures();
        ndjson = extract(captures, directory.resolve("flows.ndjson"));
        csv = extract(captures, directory.resolve("flows.csv"));
        parquet = extract(captures, directory.resolve("flows.parquet"));
        avro = extract(captures, directory.resolve("flows.avro"));
        messages = directory.resolve("messages");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(messages), 1 << 16))) {
            for (Opening capture : captures) {
                send(capture, out);
            }
        }
        assertThat(flows).isGreaterThanOrEqualTo(leastFlows());
    }

    private Path extract(List<Opening> captures, Path file) throws IOException {
        SameRecords.write(captures, settings, file);
        return file;
    }

    /** Makes the messages for Kafka: hashes those in JSON, and writes those in Avro to a file, each after its length; framings take turns. */
    private void send(Opening capture, DataOutputStream out) throws IOException {
        RecordEncoder[] encoders = {
            AvroFormat.messageEncoder(extraction.columns(), AvroFraming.ofFingerprint(schema.fingerprint())),
            AvroFormat.messageEncoder(extraction.columns(), AvroFraming.ofId(SCHEMA_ID))
        };
        try (FlowRecords records = extraction.recordsWithText(capture.open())) {
            while (records.hasNext()) {
                FlowRecord record = records.next();
                jsonMessages.update(record.json());
                jsonMessages.update((byte) TERMINATOR);
                OutputBytes message = new OutputBytes();
                encoders[(int) (flows % encoders.length)].write(record.columnValues(), message);
                byte[] bytes = message.copy();
                out.writeInt(bytes.length);
                out.write(bytes);
                flows++;
            }
        } catch (CaptureException | UncheckedIOException e) {
            // What came before the damage is what is compared.
        }
    }

    @Test
    @DisplayName("JSON on Kafka: the bytes of the lines of NDJSON")
    void jsonMessages() throws IOException {
        MessageDigest lines = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(ndjson), lines)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(jsonMessages.digest()).isEqualTo(lines.digest());
        report("JSON on Kafka, by bytes");
    }

    @Test
    @DisplayName("Avro in a file and on Kafka, read by the Avro library")
    void avro() throws IOException {
        Schema parsed = new Schema.Parser().parse(schema.text());
        try (BufferedReader lines = Files.newBufferedReader(ndjson);
                DataFileReader<GenericRecord> file = new DataFileReader<>(avro.toFile(), new GenericDatumReader<>());
                DataInputStream in =
                        new DataInputStream(new BufferedInputStream(Files.newInputStream(messages), 1 << 16))) {
            for (long i = 0; i < flows; i++) {
                JsonNode line = AvroJudge.json(lines.readLine());
                AvroJudge.assertSame(file.next(), line);
                byte[] message = in.readNBytes(in.readInt());
                AvroJudge.assertSame(
                        message[0] == 0
                                ? AvroJudge.registered(message, parsed)
                                : AvroJudge.singleObject(message, parsed),
                        line);
            }
            assertThat(lines.readLine()).isNull();
            assertThat(file.hasNext()).isFalse();
            assertThat(in.read()).isEqualTo(-1);
        }
        report("Avro file");
        report("Avro on Kafka");
    }

    @Test
    @DisplayName("Parquet, read by parquet-java, times to the nanosecond")
    void parquetJava() throws IOException {
        assertThat(SameRecords.compareExactly(parquet, ndjson)).isEqualTo((int) flows);
        report("Parquet by parquet-java");
    }

    @Test
    @DisplayName("Parquet, CSV and NDJSON, read by DuckDB")
    void duckDb() throws IOException, SQLException {
        assertThat(SameRecords.compareInDuckDb(parquet, ndjson)).isEqualTo(flows);
        report("Parquet and NDJSON by DuckDB");
        assertThat(SameRecords.compareCsvInDuckDb(parquet, csv)).isEqualTo(flows);
        report("Parquet and CSV by DuckDB");
    }

    @Test
    @DisplayName("CSV by Python's csv module, and Avro on Kafka by the decoder of consumers.md, where there is Python")
    void python() throws Exception {
        PythonReaders.Compared compared = PythonReaders.compare(ndjson, csv, messages, schema.text());
        assertThat(compared.flows()).isEqualTo(flows);
        assertThat(compared.csvValues()).isEqualTo(flows * columns());
        assertThat(compared.avroValues()).isEqualTo(flows * columns());
        report("CSV by Python");
        report("Avro on Kafka by the decoder of consumers.md");
    }

    private int columns() {
        return extraction.columns().size();
    }

    private void report(String what) {
        System.out.printf(
                "%s: %s: %,d flows, %,d values equal%n", getClass().getSimpleName(), what, flows, flows * columns());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
