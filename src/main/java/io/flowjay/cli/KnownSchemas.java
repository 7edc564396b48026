package io.flowjay.cli;

import io.flowjay.record.Extraction;
import io.flowjay.record.avro.AvroFormat;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.settings.Profile;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Avro schemas of records by their fingerprint: those of given settings, and those of every profile with and without sequences, addresses
 * and ports, under bare names and ids. They are made when the first value asks. For use by one thread.
 */
final class KnownSchemas {
    private static final List<Setting<Boolean>> SWITCHES = List.of(
            SettingCatalog.INCLUDE_RAW_SEQUENCES,
            SettingCatalog.INCLUDE_SPLT,
            SettingCatalog.INCLUDE_IP_ADDRESSES,
            SettingCatalog.INCLUDE_PORTS);

    /** The settings that decide what a schema holds. */
    static final List<Setting<?>> DECIDING = Stream.concat(
                    Stream.of(
                            SettingCatalog.FEATURES,
                            SettingCatalog.GROUPS,
                            SettingCatalog.PROFILE,
                            SettingCatalog.FIELD_NAMES),
                    SWITCHES.stream())
            .toList();

    private final Settings own;
    private final Map<Long, String> schemas = new HashMap<>();

    /** @param own settings whose schema is known too */
    KnownSchemas(Settings own) {
        this.own = own;
    }

    /** The schema with a fingerprint; null if it is not known. */
    @Nullable
    String find(long fingerprint) {
        if (schemas.isEmpty()) {
            add(own);
        }
        if (schemas.size() == 1 && !schemas.containsKey(fingerprint)) {
            variants().forEach(this::add);
        }
        return schemas.get(fingerprint);
    }

    private void add(Settings settings) {
        AvroSchema schema = AvroFormat.schema(Extraction.of(settings).columns(), settings);
        schemas.put(schema.fingerprint(), schema.text());
    }

    private static List<Settings> variants() {
        List<Settings> variants = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            for (String names : List.of("name", "id")) {
                for (int chosen = 0; chosen < 1 << SWITCHES.size(); chosen++) {
                    Settings.Builder settings = Settings.builder()
                            .set(SettingCatalog.PROFILE, profile)
                            .set(SettingCatalog.FIELD_NAMES, names);
                    for (int i = 0; i < SWITCHES.size(); i++) {
                        settings.set(SWITCHES.get(i), ((chosen >> i) & 1) != 0);
                    }
                    variants.add(settings.build());
                }
            }
        }
        return variants;
    }
}
