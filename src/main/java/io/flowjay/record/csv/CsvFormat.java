package io.flowjay.record.csv;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordFile;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.List;

/** CSV (RFC 4180) in UTF-8 with a header line. Lines end in CR LF. */
public final class CsvFormat implements RecordFormat {
    static final byte[] LINE_END = {'\r', '\n'};

    private static final String NAME = "csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public List<String> extensions() {
        return List.of(NAME);
    }

    @Override
    public void check(Settings settings) {
        if (settings.get(SettingCatalog.SPARSE)) {
            throw settings.reject(
                    SettingCatalog.SPARSE, "cannot be used with " + NAME + ": every line has every column", "false");
        }
        String nullValue = settings.get(SettingCatalog.NULL_VALUE);
        if (CsvText.of(settings).needsQuotes(nullValue)) {
            throw settings.reject(
                    SettingCatalog.NULL_VALUE, "has a delimiter, a quote or a line end", "a text without them");
        }
    }

    @Override
    public RecordEncoder encoder(RecordColumns columns, Settings settings) {
        check(settings);
        return new CsvEncoder(columns, CsvText.of(settings));
    }

    @Override
    public RecordFile file(RecordColumns columns, Settings settings) {
        return new HeaderFile(columns, CsvText.of(settings));
    }

    /** A line of names, then lines of values. */
    private record HeaderFile(RecordColumns columns, CsvText text) implements RecordFile {
        @Override
        public byte[] separator() {
            return LINE_END;
        }

        @Override
        public void begin(OutputBytes out) {
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    out.raw(text.delimiter());
                }
                text.write(columns.get(i).name(), out);
            }
            out.raw(LINE_END);
        }

        @Override
        public void afterBatch(OutputBytes out) {
            out.raw(LINE_END);
        }
    }
}
