package io.flowjay.record.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.record.format.RecordFormat;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --format} and the name of a file choose. */
class RecordDestinationTest {
    @ParameterizedTest(name = "{0}, format \"{1}\": {2} {3} {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-,'',file,ndjson,NONE",
                "flows,'',file,ndjson,NONE",
                "flows.txt,'',file,ndjson,NONE",
                "flows.ndjson,'',file,ndjson,NONE",
                "flows.jsonl,'',file,ndjson,NONE",
                "flows.json,'',file,json,NONE",
                "flows.csv,'',file,csv,NONE",
                "FLOWS.CSV,'',file,csv,NONE",
                "flows.csv.gz,'',file,csv,GZIP",
                "flows.csv.zst,'',file,csv,ZSTD",
                "flows.ndjson.zst,'',file,ndjson,ZSTD",
                "flows.gz,'',file,ndjson,GZIP",
                "flows.log,'',file,ndjson,NONE",
                "flows.2024-01-01,'',file,ndjson,NONE",
                "orc,'',file,ndjson,NONE",
                "flows.orc/part,'',file,ndjson,NONE",
                "flows.tsv,csv,file,csv,NONE",
                "flows.orc,ndjson,file,ndjson,NONE",
                "flows.tsv.gz,csv,file,csv,GZIP",
                ".csv,'',file,ndjson,NONE",
                "flows.csv/part,'',file,ndjson,NONE",
                "flows.census,'',census,-,NONE",
                "-,csv,file,csv,NONE",
                "-,json,file,json,NONE",
                "flows.txt,csv,file,csv,NONE",
                "flows.json,ndjson,file,ndjson,NONE",
                "flows.txt.zst,csv,file,csv,ZSTD",
                "flows.txt,census,census,-,NONE",
                "flows.census,census,census,-,NONE"
            })
    void choices(
            @Nullable String file, String format, String sink, @Nullable String chosen, FileCompression compression) {
        RecordDestination destination = of(file, format);
        RecordFormat of = destination.target().format();
        assertThat(destination.sink().name()).isEqualTo(sink);
        assertThat(of == null ? null : of.name()).isEqualTo(chosen);
        assertThat(destination.target().compression()).isEqualTo(compression);
    }

    @ParameterizedTest(name = "{0}, format \"{1}\"")
    @CsvSource({
        "flows.census,csv,'cannot be written to flows.census, which is a file of census'",
        "flows.csv,census,'cannot be written to flows.csv, which is a file of csv'",
        "flows.ndjson.gz,census,'cannot be written to flows.ndjson.gz, which is a file of ndjson'",
        "flows.census.gz,'','flows.census.gz: a file of census is not compressed as a whole; leave out .gz'",
        "flows.txt.zst,census,'flows.txt.zst: a file of census is not compressed as a whole; leave out .zst'",
        "flows.csv.bz2,'','flows.csv.bz2: files cannot be compressed to .bz2; valid: .gz, .zst'",
        "flows.csv.xz,'',.xz",
        "flows.csv.XZ,'',.xz",
        "flows.ndjson.lz4,'',.lz4",
        "flows.csv.zip,'',.zip",
        "flows.csv.gzip,'',.gzip",
        "flows.csv.xz,csv,'compressed to .xz; valid: .gz, .zst'",
        "flows.orc,'','flows.orc: records cannot be written as .orc; valid: '",
        "flows.orc,'','; with flowjay.format set, any name'",
        "flows.arrow,'',as .arrow; valid",
        "flows.feather.gz,'',as .feather; valid",
        "flows.xlsx,'',as .xlsx; valid",
        "flows.sqlite,'',as .sqlite; valid",
        "flows.db,'',as .db; valid",
        "flows.proto,'',as .proto; valid",
        "flows.pb,'',as .pb; valid",
        "flows.tsv,'',as .tsv; valid",
        "flows.pcap,'',as .pcap; valid",
        "flows.tar.gz,'',as .tar; valid",
        "flows.orc,orc,'is unknown'",
        "'','','the name of the output is empty; valid: a file, - for standard output'",
        "flows.csv,cvs,'is unknown; did you mean csv?; valid: '",
        "flows.csv,file,'is unknown; valid: '",
        "flows.csv,CSV,'is unknown; did you mean csv?; valid: '"
    })
    void conflicts(String file, String format, String message) {
        assertThatThrownBy(() -> of(file, format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}, format \"{1}\": {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "kafka,'',json",
                "kafka,avro,avro",
                "kafka,ndjson,ndjson",
                "kafka,pairs,pairs",
                "file,'',ndjson",
                "census,'',-"
            })
    void aSinkByItsName(String sink, String format, @Nullable String chosen) {
        RecordDestination destination = RecordDestination.of(sink, Map.of("a", "b"), settings(format));
        assertThat(destination.sink().name()).isEqualTo(sink);
        assertThat(destination.target().file()).isNull();
        assertThat(destination.target().properties()).isEqualTo(Map.of("a", "b"));
        RecordFormat of = destination.target().format();
        assertThat(of == null ? null : of.name()).isEqualTo(chosen);
    }

    @ParameterizedTest(name = "{0}, format \"{1}\"")
    @CsvSource({
        "kafka,census,'cannot be used with the sink kafka; valid: '",
        "kafka,cvs,'is unknown; did you mean csv?; valid: '",
        "kafak,'','the sink \"kafak\" is unknown; did you mean kafka?; valid: '"
    })
    void conflictsOfASinkByItsName(String sink, String format, String message) {
        assertThatThrownBy(() -> RecordDestination.of(sink, Map.of(), settings(format)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownSinkIsRefusedWithTheKnownOnes() {
        assertThat(RecordDestination.sink("file").name()).isEqualTo("file");
        assertThatThrownBy(() -> RecordDestination.sink("fil"))
                .hasMessageStartingWith("the sink \"fil\" is unknown; did you mean file?; valid: ")
                .hasMessageContaining("census");
    }

    private static RecordDestination of(@Nullable String file, String format) {
        return RecordDestination.of(file == null ? null : Path.of(file), settings(format));
    }

    private static Settings settings(String format) {
        return Settings.builder().set(SettingCatalog.FORMAT, format).build();
    }
}
