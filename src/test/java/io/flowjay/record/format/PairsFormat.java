package io.flowjay.record.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flowjay.feature.FeatureType;
import io.flowjay.json.OutputBytes;
import io.flowjay.settings.Settings;
import java.util.List;

/** A format as an application adds it: lines of {@code name=value} for the integers and texts of a record, between two marks. */
public final class PairsFormat implements RecordFormat {
    private static final byte[] SEPARATOR = "--\n".getBytes(US_ASCII);

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public String mediaType() {
        return "text/plain";
    }

    @Override
    public List<String> extensions() {
        return List.of("pairs");
    }

    @Override
    public RecordEncoder encoder(RecordColumns columns, Settings settings) {
        return (record, out) -> {
            for (int i = 0; i < columns.size(); i++) {
                RecordColumn column = columns.get(i);
                String text = column.type() == FeatureType.STRING ? record.textAt(i) : null;
                if (text != null) {
                    out.utf8(column.name() + '=' + text + '\n');
                } else if (column.type() == FeatureType.INT64) {
                    out.utf8(column.name() + '=');
                    out.integer(record.longAt(i));
                    out.raw('\n');
                }
            }
        };
    }

    @Override
    public RecordFile file(RecordColumns columns, Settings settings) {
        return new RecordFile() {
            private int records;

            @Override
            public byte[] separator() {
                return SEPARATOR;
            }

            @Override
            public void begin(OutputBytes out) {
                out.ascii("begin\n");
            }

            @Override
            public void beforeBatch(int more, int bytes, OutputBytes out) {
                if (records > 0) {
                    out.raw(SEPARATOR);
                }
                records += more;
            }

            @Override
            public void end(OutputBytes out) {
                out.ascii("end of " + records + "\n");
            }
        };
    }
}
