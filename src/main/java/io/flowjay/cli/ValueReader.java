package io.flowjay.cli;

import io.flowjay.record.avro.AvroFraming;
import io.flowjay.record.avro.AvroReader;
import io.flowjay.registry.RegistryException;
import io.flowjay.registry.SchemaRegistry;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a topic as JSON: records in Avro are decoded, by their schema in the registry or by one that this version knows; anything else
 * stays what it is. For use by one thread.
 */
final class ValueReader {
    private final @Nullable SchemaRegistry registry;
    private final KnownSchemas known;
    private final Map<Integer, AvroReader> ofIds = new HashMap<>();
    private final Map<Long, AvroReader> ofFingerprints = new HashMap<>();

    /**
     * @param settings where the registry is, and what records hold
     * @throws io.flowjay.settings.SettingException for a registry's truststore that cannot be used
     */
    ValueReader(Settings settings) {
        registry = SchemaRegistry.of(settings);
        known = new KnownSchemas(settings);
    }

    /**
     * The JSON of a value in Avro; any other value as it is.
     *
     * @throws IOException when its schema is not known, saying what to do, or when it is not a record of its schema
     */
    byte @Nullable [] json(byte @Nullable [] value) throws IOException {
        AvroFraming framing = value == null ? null : AvroFraming.of(value);
        if (value == null || framing == null) {
            return value;
        }
        AvroReader reader = framing == AvroFraming.REGISTRY
                ? ofId(AvroFraming.id(value))
                : ofFingerprint(AvroFraming.fingerprint(value));
        return reader.json(value, framing.length());
    }

    private AvroReader ofId(int id) throws IOException {
        AvroReader reader = ofIds.get(id);
        if (reader == null) {
            if (registry == null) {
                throw new IOException("the value is in Avro with schema " + id + " of a schema registry; set "
                        + SettingCatalog.SCHEMA_REGISTRY.option());
            }
            try {
                reader = new AvroReader(registry.schema(id));
            } catch (RegistryException e) {
                throw new IOException(e.getMessage());
            }
            ofIds.put(id, reader);
        }
        return reader;
    }

    private AvroReader ofFingerprint(long fingerprint) throws IOException {
        AvroReader reader = ofFingerprints.get(fingerprint);
        if (reader == null) {
            String schema = known.find(fingerprint);
            if (schema == null) {
                throw new IOException(String.format(
                        "the value is in Avro with a schema of fingerprint %016x, which this version does not have; set the"
                                + " options for features and names that the records were made with",
                        fingerprint));
            }
            reader = new AvroReader(schema);
            ofFingerprints.put(fingerprint, reader);
        }
        return reader;
    }
}
