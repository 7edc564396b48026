package io.flowjay.record.avro;

import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordFile;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.List;

/**
 * Avro: a file is an object container file, a message on Kafka is one record after the framing that says which schema it has. Without a
 * registry that is Avro's single-object encoding.
 */
public final class AvroFormat implements RecordFormat {
    /** Its name. */
    public static final String NAME = "avro";

    private static final byte[] NOTHING = {};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String mediaType() {
        return "application/avro";
    }

    @Override
    public List<String> extensions() {
        return List.of("avro");
    }

    /**
     * The schema of the records of some columns.
     *
     * @param settings those that name the columns
     * @throws io.flowjay.settings.SettingException when two columns have one name in Avro
     */
    public static AvroSchema schema(RecordColumns columns, Settings settings) {
        return settings.apply(SettingCatalog.FIELD_NAMES, () -> AvroSchema.of(columns));
    }

    @Override
    public RecordEncoder encoder(RecordColumns columns, Settings settings) {
        return new AvroEncoder(columns, NOTHING);
    }

    @Override
    public RecordEncoder messageEncoder(RecordColumns columns, Settings settings) {
        return messageEncoder(
                columns, AvroFraming.ofFingerprint(schema(columns, settings).fingerprint()));
    }

    /**
     * Makes an encoder of messages.
     *
     * @param framing what stands before each record, see {@link AvroFraming}
     */
    public static RecordEncoder messageEncoder(RecordColumns columns, byte[] framing) {
        return new AvroEncoder(columns, framing);
    }

    @Override
    public RecordFile file(RecordColumns columns, Settings settings) {
        return new AvroFile(schema(columns, settings), settings.get(SettingCatalog.AVRO_CODEC));
    }
}
