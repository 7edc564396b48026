package io.flowjay.record.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.Extracts;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.AvroCompression;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroJudge;
import io.flowjay.testing.RecordFiles;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Avro library reads a container file, and has the values that NDJSON has of the same flows. */
class AvroFileTest {
    @TempDir
    Path directory;

    static Stream<Arguments> settings() {
        return Stream.of(
                argumentSet("as they are", Settings.builder()),
                argumentSet("with every feature", Extracts.everything()),
                argumentSet("by id", Settings.builder().set(SettingCatalog.FIELD_NAMES, "id")),
                argumentSet("some", Settings.builder().set(SettingCatalog.FEATURES, List.of("iat_mean", "tls"))),
                argumentSet("small profile", Settings.builder().text(SettingCatalog.PROFILE, "JJ-CORE", "test")),
                argumentSet("no addresses", Settings.builder().set(SettingCatalog.INCLUDE_IP_ADDRESSES, false)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aFileHasTheValuesOfTheLines(Settings.Builder settings) throws Exception {
        Settings built = settings.build();
        for (byte[] capture : List.of(Sample.bytes(), Traffic.flows(200, 7))) {
            Path file = RecordFiles.write(capture, built, directory.resolve("flows.avro"));
            List<JsonNode> lines = RecordFiles.lines(capture, built);
            List<GenericRecord> records = AvroJudge.file(file);
            assertThat(records).hasSameSizeAs(lines).isNotEmpty();
            for (int i = 0; i < lines.size(); i++) {
                AvroJudge.assertSame(records.get(i), lines.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AvroCompression.class)
    void codecsAreThoseThatTheHeaderNames(AvroCompression codec) throws Exception {
        Settings settings =
                Settings.builder().set(SettingCatalog.AVRO_CODEC, codec).build();
        Path file = RecordFiles.write(Sample.bytes(), settings, directory.resolve("flows.avro"));
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            assertThat(reader.getMetaString(DataFileConstants.CODEC)).isEqualTo(codec.text());
            assertThat(reader.getMetaString(DataFileConstants.SCHEMA))
                    .isEqualTo(AvroSchema.of(Extraction.of(settings).columns()).text());
        }
        assertThat(AvroJudge.file(file)).hasSize(Sample.FLOWS);
        long plain = Files.size(RecordFiles.write(
                Sample.bytes(),
                Settings.builder()
                        .set(SettingCatalog.AVRO_CODEC, AvroCompression.NULL)
                        .build(),
                directory.resolve("plain.avro")));
        assertThat(Files.size(file)).isLessThanOrEqualTo(plain);
    }

    @Test
    void bytesAreTheSameForAnyNumberOfThreads() throws Exception {
        byte[] capture = Traffic.flows(1000, 3);
        byte[] one = null;
        for (int threads : new int[] {1, 2, 3}) {
            Settings settings =
                    Settings.builder().set(SettingCatalog.THREADS, threads).build();
            byte[] bytes = Files.readAllBytes(RecordFiles.write(capture, settings, directory.resolve("flows.avro")));
            one = one == null ? bytes : one;
            assertThat(bytes).isEqualTo(one);
        }
    }

    @Test
    void blocksAreLargeAndEndWhenTheOutputIsFlushed() throws Exception {
        byte[] capture = Traffic.flows(2000, 3);
        Extraction extraction = Extraction.of(Settings.DEFAULT);
        Path file = directory.resolve("flows.avro");
        try (RecordOutput<?> output =
                RecordDestination.of(file, Settings.DEFAULT).open(extraction.columns())) {
            extraction.write(CaptureFile.open(Sample.bytes(), "sample"), output);
            output.flush();
            extraction.write(CaptureFile.open(capture, "traffic"), output);
            output.commit();
        }
        List<Long> blocks = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            while (reader.hasNext()) {
                blocks.add(reader.getBlockCount());
                reader.nextBlock();
            }
        }
        assertThat(blocks).hasSizeGreaterThan(2);
        assertThat(blocks.get(0)).isEqualTo(Sample.FLOWS);
        assertThat(blocks.subList(1, blocks.size() - 1))
                .allSatisfy(records -> assertThat(records).isBetween(300L, 3000L));
        assertThat(AvroJudge.file(file))
                .hasSize((int) blocks.stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void aSparseFileHasEveryField() throws Exception {
        Settings sparse = Settings.builder().set(SettingCatalog.SPARSE, true).build();
        List<JsonNode> lines = RecordFiles.lines(Sample.bytes(), Settings.DEFAULT);
        List<GenericRecord> records =
                AvroJudge.file(RecordFiles.write(Sample.bytes(), sparse, directory.resolve("flows.avro")));
        for (int i = 0; i < lines.size(); i++) {
            AvroJudge.assertSame(records.get(i), lines.get(i));
        }
    }

    @Test
    void namesThatAreTheSameInAvroAreAWrongSettingAndMakeNoFile() throws Exception {
        Path names = Files.writeString(directory.resolve("names.properties"), "iat_mean=a b\niat_max=a-b\n");
        Settings settings = Settings.builder()
                .set(SettingCatalog.FIELD_NAMES, names.toString())
                .build();
        RecordDestination destination = RecordDestination.of(directory.resolve("flows.avro"), settings);
        RecordColumns columns = Extraction.of(settings).columns();
        String message = "flowjay.field-names \"" + names + "\"";
        assertThatThrownBy(() -> destination.check(columns))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("are both a_b in Avro");
        assertThatThrownBy(() -> destination.open(columns))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(message);
        assertThat(directory).isDirectoryContaining(names::equals).isDirectoryNotContaining("glob:**flows.avro*");
    }

    @Test
    void aCaptureWithoutFlowsMakesAFileWithoutRecords() throws Exception {
        Path file = RecordFiles.write(Traffic.flows(0, 0), Settings.DEFAULT, directory.resolve("flows.avro"));
        assertThat(AvroJudge.file(file)).isEmpty();
    }
}
