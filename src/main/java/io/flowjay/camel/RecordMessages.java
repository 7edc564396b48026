package io.flowjay.camel;

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
import io.flowjay.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What records are as values of messages: in the format of {@code flowjay.format}, JSON by default. In Avro each names its schema, by its
 * id in the schema registry if there is one, otherwise by its fingerprint. One for a Camel context. Thread-safe.
 */
public final class RecordMessages {
    private static final String JSON = "json";
    private static final String CONTENT_TYPE = "content-type";
    private static final String SCHEMA_VERSION = "flowjay-schema-version";

    private final Settings settings;
    private final RecordFormat format;
    private final @Nullable SubjectSchemas schemas;
    private final List<Header> headers;
    private @Nullable RecordColumns encoded;
    private @Nullable RecordEncoder encoder;

    /**
     * @throws io.flowjay.settings.SettingException for an unknown format, or settings that it or the registry's client refuses
     */
    RecordMessages(Settings settings) {
        this.settings = settings;
        format = RecordFormats.of(settings, JSON);
        schemas = isAvro() ? SubjectSchemas.of(settings) : null;
        Header version = header(SCHEMA_VERSION, SchemaVersion.TEXT);
        headers = isJson() ? List.of(version) : List.of(version, header(CONTENT_TYPE, mediaType()));
    }

    /** Those of a context, made on first use with its settings. */
    public static RecordMessages of(CamelContext context) {
        synchronized (context) {
            RecordMessages known = context.getCamelContextExtension().getContextPlugin(RecordMessages.class);
            if (known == null) {
                known = new RecordMessages(ContextSettings.of(context));
                context.getCamelContextExtension().addContextPlugin(RecordMessages.class, known);
            }
            return known;
        }
    }

    /** Whether they are JSON. */
    public boolean isJson() {
        return format.name().equals(JSON);
    }

    private boolean isAvro() {
        return format.name().equals(AvroFormat.NAME);
    }

    /** The media type of a message. */
    public String mediaType() {
        return format.mediaType();
    }

    /**
     * Kafka headers of a message: the version of the schema of records, and the media type of its value, as CloudEvents' Kafka binding
     * names it; the latter not for JSON.
     */
    public List<Header> headers() {
        return headers;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
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
        AvroSchema schema = AvroSchema.of(columns);
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
        if (isJson()) {
            return record.json();
        }
        byte[] made = record.message();
        return made == null ? encode(record) : made;
    }

    @SuppressWarnings("ReferenceEquality") // The records of a capture share their columns.
    private synchronized byte[] encode(FlowRecord record) {
        RecordEncoder known = encoder;
        if (known == null || encoded != record.columns()) {
            known = encoders(record.columns()).get();
            encoder = known;
            encoded = record.columns();
        }
        OutputBytes bytes = new OutputBytes();
        known.write(record.columnValues(), bytes);
        return bytes.copy();
    }
}
