package io.flowjay.record.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.Extraction;
import io.flowjay.record.Extracts;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroJudge;
import io.flowjay.testing.RecordFiles;
import io.flowjay.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that the Avro library writes come back as JSON, and bytes that are not records as an error. */
class AvroReaderTest {
    private static final Settings EVERYTHING = Extracts.everything().build();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheLibraryWritesIsTheLineThatItWas(boolean blocks) throws Exception {
        String schema = AvroSchema.of(Extraction.of(EVERYTHING).columns()).text();
        AvroReader reader = new AvroReader(schema);
        List<GenericRecord> records =
                AvroJudge.file(RecordFiles.write(Sample.bytes(), EVERYTHING, directory.resolve("a.avro")));
        byte[][] lines = RecordFiles.text(Sample.bytes(), EVERYTHING);
        for (int i = 0; i < lines.length; i++) {
            // The sample has nanoseconds, and most of them are 0.
            String expected = new String(lines[i], UTF_8).replaceAll("(\\.\\d{6})000(?=[,}])", "$1");
            assertThat(new String(reader.json(written(records.get(i), blocks), 0), UTF_8))
                    .isEqualTo(expected);
        }
    }

    /** @param blocks arrays in blocks with their size, as a writer may make them that cannot hold an array */
    private static byte[] written(GenericRecord record, boolean blocks) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Encoder encoder = blocks
                ? new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null)
                : EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void otherTypesThatASchemaMayHave() throws Exception {
        Schema schema = new Schema.Parser().parse("""
                {"type":"record","name":"R","fields":[
                  {"name":"i","type":"int"},{"name":"f","type":"float"},{"name":"d","type":"double"},
                  {"name":"micros","type":{"type":"long","logicalType":"timestamp-micros"}},
                  {"name":"millis","type":{"type":"long","logicalType":"timestamp-millis"}},
                  {"name":"u","type":["string","null","boolean"]},
                  {"name":"x_y","type":"string","field":"x \\"y\\""}]}""");
        GenericRecord record = new GenericData.Record(schema);
        record.put("i", -1);
        record.put("f", 0.5f);
        record.put("d", Double.NaN);
        record.put("micros", 1_500_000_000_123_456L);
        record.put("millis", 1_500_000_000_123L);
        record.put("u", true);
        record.put("x_y", "\u00e9\n\ud83d\ude00");
        assertThat(new String(new AvroReader(schema.toString()).json(written(record, false), 0), UTF_8))
                .isEqualTo(
                        "{\"i\":-1,\"f\":0.5,\"d\":null,\"micros\":1500000000.123456,\"millis\":1500000000.123000,\"u\":true,"
                                + "\"x \\\"y\\\"\":\"\u00e9\\n\ud83d\ude00\"}");
    }

    static Stream<Arguments> schemas() {
        return Stream.of(
                argumentSet("not JSON", "{", "is not JSON"),
                argumentSet("a map", "{\"type\":\"map\",\"values\":\"long\"}", "which records do not have"),
                argumentSet("nothing", "{}", "which records do not have"),
                argumentSet("no fields", "{\"type\":\"record\",\"name\":\"R\"}", "a record without fields"));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void otherSchemas(String schema, String expected) {
        assertThatThrownBy(() -> new AvroReader(schema))
                .isInstanceOf(AvroException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void everyDamageIsAnErrorOrAnotherRecord() throws Exception {
        AvroReader reader = new AvroReader(
                AvroSchema.of(Extraction.of(EVERYTHING).columns()).text());
        GenericRecord record = AvroJudge.file(
                        RecordFiles.write(Sample.bytes(), EVERYTHING, directory.resolve("a.avro")))
                .get(0);
        byte[] whole = written(record, false);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> reader.json(part, 0)).isInstanceOf(AvroException.class);
        }
        byte[] more = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> reader.json(more, 0))
                .isInstanceOf(AvroException.class)
                .hasMessage("1 bytes are left after the record");
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                AvroJudge.json(reader.json(damaged, 0));
            } catch (AvroException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void framings() {
        assertThat(AvroFraming.of("{}".getBytes(UTF_8))).isNull();
        assertThat(AvroFraming.of(new byte[0])).isNull();
        assertThat(AvroFraming.of(new byte[] {0, 0, 0, 0})).isNull();
        assertThat(AvroFraming.of(new byte[] {(byte) 0xc3, 1, 0, 0, 0, 0, 0, 0, 0}))
                .isNull();
        byte[] id = AvroFraming.ofId(0x01020304);
        assertThat(id).containsExactly(0, 1, 2, 3, 4);
        assertThat(AvroFraming.of(id)).isEqualTo(AvroFraming.REGISTRY);
        assertThat(AvroFraming.id(id)).isEqualTo(0x01020304);
        byte[] fingerprint = AvroFraming.ofFingerprint(0x0102030405060708L);
        assertThat(fingerprint).containsExactly(0xc3, 1, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(AvroFraming.of(fingerprint)).isEqualTo(AvroFraming.SINGLE_OBJECT);
        assertThat(AvroFraming.fingerprint(fingerprint)).isEqualTo(0x0102030405060708L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, 63, 64, -64, -65, 8191, 8192, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void numbers(long number) throws Exception {
        OutputBytes own = new OutputBytes(1);
        AvroBytes.number(number, own);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Encoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        encoder.writeLong(number);
        encoder.flush();
        assertThat(own.copy()).isEqualTo(out.toByteArray());
        assertThat(new AvroCursor(own.copy(), 0).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e9", "\ud83d\ude00", "a\u0000", "\u07ff\u0800\uffff"})
    void texts(String text) throws Exception {
        for (String repeated : List.of(text, text.repeat(40), text.repeat(64), "x".repeat(63) + text)) {
            OutputBytes own = new OutputBytes(1);
            AvroBytes.text(repeated, own);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Encoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            encoder.writeString(repeated);
            encoder.flush();
            assertThat(own.copy()).isEqualTo(out.toByteArray());
        }
    }

    @Test
    void aSurrogateWithoutItsPartnerIsReplaced() throws Exception {
        OutputBytes own = new OutputBytes(1);
        AvroBytes.text("a\ud83db", own);
        assertThat(new AvroCursor(own.copy(), 0).text()).isEqualTo("a\ufffdb");
    }
}
