package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import io.flowjay.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What records of the sample capture take in each format, by what decides about their fields: the table of {@code formats.md}. */
class RecordSizesTest {
    private static final Path PAGE = Path.of("src/main/docs/formats.md");
    private static final String TABLE_STARTS =
            "<!-- sizes: RecordSizesTest writes them with -Dflowjay.regenerate=true -->\n";
    private static final String TABLE_ENDS = "<!-- end of sizes -->\n";
    private static final List<String> FORMATS = List.of("ndjson", "csv", "avro");

    /** Options of a command, and settings of the same meaning. */
    private static final Map<String, Settings> CHOICES = new TreeMap<>(Map.of(
            "all fields", settings("", "FLOWJAY", false),
            "`--sparse`", settings("", "FLOWJAY", true),
            "`--profile JJ-EXPERIMENTAL`", settings("", "JJ-EXPERIMENTAL", false),
            "`--profile JJ-EXTENDED`", settings("", "JJ-EXTENDED", false),
            "`--profile JJ-CORE`", settings("", "JJ-CORE", false),
            "`--profile JJ-CORE --sparse`", settings("", "JJ-CORE", true),
            "`--features flow_meta,timing,size`", settings("flow_meta,timing,size", "FLOWJAY", false),
            "`--features src_ip,dst_ip,total_bytes,tls_sni`",
                    settings("src_ip,dst_ip,total_bytes,tls_sni", "FLOWJAY", false)));

    @Test
    void thePageHasTheSizes() throws IOException {
        StringBuilder table = new StringBuilder("| | fields |");
        FORMATS.forEach(format -> table.append(' ').append(format).append(" |"));
        table.append("\n|---|---|").append("---|".repeat(FORMATS.size())).append('\n');
        for (Map.Entry<String, Settings> choice : CHOICES.entrySet()) {
            table.append("| ").append(choice.getKey()).append(" | ");
            table.append(Extraction.of(choice.getValue()).columns().size()).append(" |");
            for (String format : FORMATS) {
                table.append(' ')
                        .append(bytesOfRecord(choice.getValue(), format))
                        .append(" |");
            }
            table.append('\n');
        }
        String page = Files.readString(PAGE);
        int start = page.indexOf(TABLE_STARTS) + TABLE_STARTS.length();
        int end = page.indexOf(TABLE_ENDS);
        if (Boolean.getBoolean("flowjay.regenerate")) {
            Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end));
        } else {
            assertThat(page.substring(start, end)).isEqualTo(table.toString());
        }
    }

    /** Bytes of a record in the middle of the sample's, without what a file has around records. */
    private static String bytesOfRecord(Settings settings, String format) throws IOException {
        try {
            RecordFormats.find(format).orElseThrow().check(settings);
        } catch (SettingException e) {
            return "refused";
        }
        int around = bytes(Captures.pcap().toBytes(), settings, format);
        return String.valueOf(Math.round((bytes(Sample.bytes(), settings, format) - around) / (double) Sample.FLOWS));
    }

    private static int bytes(byte[] capture, Settings settings, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Extracts.write(CaptureFile.open(capture, "sample.pcapng"), settings, format, out);
        return out.size();
    }

    private static Settings settings(String features, String profile, boolean sparse) {
        return Settings.builder()
                .text(SettingCatalog.FEATURES, features, "test")
                .text(SettingCatalog.PROFILE, profile, "test")
                .set(SettingCatalog.SPARSE, sparse)
                .text(SettingCatalog.AVRO_CODEC, "null", "test")
                .build();
    }
}
