package io.flowjay.kafka;

import io.flowjay.json.JsonRows;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.avro.AvroFormat;
import io.flowjay.record.avro.AvroFraming;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.record.format.SchemaVersion;
import io.flowjay.registry.SubjectSchemas;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What records are as values of messages: in the format of {@code flowjay.format}, JSON by default. In Avro each names its schema, by its
 * id in the schema registry if there is one, otherwise by its fingerprint. Thread-safe.
 */
public final class RecordMessages {
    /** The format where {@code flowjay.format} is empty. */
    public static final String USUAL_FORMAT = "json";

    private static final String CONTENT_TYPE = "content-type";
    private static final String SCHEMA_VERSION = "flowjay-schema-version";

    private final Settings settings;
    private final RecordFormat format;
    private final @Nullable SubjectSchemas schemas;
    private final List<Header> headers;
    private final String keyHeader;
    private final boolean cloudEvents;
    private @Nullable RecordColumns encodedColumns;
    private @Nullable RecordEncoder encoder;

    /**
     * @throws io.flowjay.settings.SettingException for an unknown format, or settings that it or the registry's client refuses
     */
    public RecordMessages(Settings settings) {
        this.settings = settings;
        format = RecordFormats.of(settings, USUAL_FORMAT);
        schemas = isAvro() ? SubjectSchemas.of(settings) : null;
        keyHeader = settings.get(SettingCatalog.KEY_HEADER);
        cloudEvents = settings.get(SettingCatalog.CLOUD_EVENTS);
        Header version = header(SCHEMA_VERSION, SchemaVersion.TEXT);
        headers = isJson() ? List.of(version) : List.of(version, header(CONTENT_TYPE, mediaType()));
    }

    /**
     * Checks, before any record is made, that the records of some columns can be written.
     *
     * @throws io.flowjay.settings.SettingException saying which setting is wrong, and why
     */
    public void check(RecordColumns columns) {
        format.file(columns, settings);
    }

    /** Whether they are JSON. */
    public boolean isJson() {
        return format.name().equals(USUAL_FORMAT);
    }

    private boolean isAvro() {
        return format.name().equals(AvroFormat.NAME);
    }

    /** The media type of a message. */
    public String mediaType() {
        return format.mediaType();
    }

    /**
     * Kafka headers of every message: the version of the schema of records, and the media type of its value, as CloudEvents' Kafka binding
     * names it; the latter not for JSON.
     */
    public List<Header> headers() {
        return headers;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a topic gets of a record, or of another row.
     *
     * @param key the field that is the key; null for none
     * @param value the row in the format
     */
    KafkaMessage message(Map<String, ?> row, @Nullable KeyField key, byte[] value) {
        String text = key == null ? null : key.of(row);
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        return new KafkaMessage(bytes, value, headers(row, text));
    }

    private List<Header> headers(Map<String, ?> row, @Nullable String keyText) {
        if (keyHeader.isEmpty() && !cloudEvents) {
            return headers;
        }
        List<Header> all = new ArrayList<>(headers);
        if (keyText != null && !keyHeader.isEmpty()) {
            all.add(header(keyHeader, keyText));
        }
        CloudEventHeaders.of(row, settings).forEach((name, value) -> {
            if (value != null) {
                all.add(header(name, value.toString()));
            }
        });
        return all;
    }

    /**
     * The value of a row: a {@link FlowRecord} in the format, another row in JSON.
     *
     * @throws IllegalArgumentException if the row is not a FlowRecord and the format is not JSON, or it cannot be written as JSON
     * @throws io.flowjay.registry.RegistryException when the schema registry is needed and does not have the schema
     */
    byte[] value(Map<String, ?> row) {
        if (row instanceof FlowRecord record) {
            return message(record);
        }
        if (isJson()) {
            return JsonRows.json(row);
        }
        throw new IllegalArgumentException("a message in " + mediaType() + " can be made of a FlowRecord, not of "
                + row.getClass().getName());
    }

    /**
     * Makes what encodes the messages of the records of a sink, after the schema registry, if it is needed, knows their schema.
     *
     * @return makes an encoder for each thread
     * @throws io.flowjay.registry.RegistryException when the registry cannot be asked or refuses the schema
     */
    public Supplier<MessageEncoder> messageEncoders(RecordColumns columns) {
        Supplier<RecordEncoder> values = encoders(columns);
        KeyField key = new KeyField(settings.get(SettingCatalog.KEY_FIELD));
        return () -> new MessageEncoder(this, key, values.get(), FlowRecord.views(columns));
    }

    /** Whether a schema registry has to know the schema of the records. */
    public boolean needRegistry() {
        return schemas != null;
    }

    /**
     * Makes sure that the schema registry, if it is needed, knows the schema of some records, and makes what encodes them.
     *
     * @return makes an encoder for each thread
     * @throws io.flowjay.registry.RegistryException when the registry cannot be asked or refuses the schema
     */
    public Supplier<RecordEncoder> encoders(RecordColumns columns) {
        if (!isAvro()) {
            return () -> format.messageEncoder(columns, settings);
        }
        AvroSchema schema = AvroFormat.schema(columns, settings);
        byte[] framing = schemas == null
                ? AvroFraming.ofFingerprint(schema.fingerprint())
                : AvroFraming.ofId(schemas.id(schema.text()));
        return () -> AvroFormat.messageEncoder(columns, framing);
    }

    /**
     * The message of a record: the one that was made ahead, or one made now.
     *
     * @throws io.flowjay.registry.RegistryException when the schema registry is needed and does not have the schema
     */
    public byte[] message(FlowRecord record) {
        byte[] made = isJson() ? null : record.message();
        return made == null ? encode(record) : made;
    }

    /**
     * The message of a record, made now. A message that was made ahead may be in another format.
     *
     * @throws io.flowjay.registry.RegistryException when the schema registry is needed and does not have the schema
     */
    public byte[] encode(FlowRecord record) {
        return isJson() ? record.json() : encoded(record);
    }

    @SuppressWarnings("ReferenceEquality") // The records of a capture share their columns.
    private synchronized byte[] encoded(FlowRecord record) {
        RecordEncoder known = encoder;
        if (known == null || encodedColumns != record.columns()) {
            known = encoders(record.columns()).get();
            encoder = known;
            encodedColumns = record.columns();
        }
        OutputBytes bytes = new OutputBytes();
        known.write(record.columnValues(), bytes);
        return bytes.copy();
    }
}
