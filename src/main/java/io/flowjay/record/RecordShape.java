package io.flowjay.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.settings.Scope;
import io.flowjay.settings.Section;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Everything besides the capture that decides its records: the settings of the extraction, the content of the files that they name,
 * FlowJay's version, the catalogue of features, and what becomes of a record on its way to Kafka. Two workers with the same fingerprint
 * make the same records of the same capture.
 *
 * @param fingerprint hash of all this, 16 hex digits
 * @param text the settings of the extraction that differ from their defaults, without secrets, as a JSON object from name to text
 */
public record RecordShape(String fingerprint, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What usage texts call a file. */
    private static final String PATH = "PATH";

    /** The format of messages that the setting's default means. */
    private static final String JSON_FORMAT = "json";

    private static final int FINGERPRINT_BYTES = 8;
    /** Decide about a record outside of the extraction. */
    private static final List<Setting<?>> OF_KAFKA = List.of(
            SettingCatalog.KEY_FIELD,
            SettingCatalog.CLOUD_EVENTS,
            SettingCatalog.CLOUD_EVENTS_TYPE,
            SettingCatalog.CLOUD_EVENTS_SOURCE);

    /**
     * The shape of the records that settings describe.
     *
     * @throws UncheckedIOException when a file that they name cannot be read
     */
    public static RecordShape of(Settings settings) {
        MessageDigest digest = sha256();
        add(digest, BuildVersion.text());
        for (Feature feature : FeatureCatalog.features()) {
            add(digest, feature.name());
            add(digest, feature.type().toString());
        }
        ObjectNode text = JSON.createObjectNode();
        for (Setting<?> setting : SettingCatalog.all()) {
            if (decides(setting)) {
                add(digest, setting.name());
                addValue(digest, setting, canonical(settings, setting));
                if (!setting.isSecret() && !settings.text(setting).equals(setting.defaultText())) {
                    text.put(setting.name(), settings.text(setting));
                }
            }
        }
        for (Setting<?> setting : OF_KAFKA) {
            add(digest, canonical(settings, setting));
        }
        String format = canonical(settings, SettingCatalog.FORMAT);
        if (!format.isEmpty() && !format.equals(JSON_FORMAT)) {
            // JSON has no mark, so that captures stay resumable which an earlier version began.
            SettingCatalog.all().stream()
                    .filter(setting -> setting.scope() == Scope.OUTPUT)
                    .forEach(setting -> add(digest, setting.name() + '=' + canonical(settings, setting)));
        }
        return new RecordShape(HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES), text.toString());
    }

    /**
     * The settings with which this worker makes records of another shape.
     *
     * @param other the shape, as another worker noted it
     * @param own settings of this worker, for secrets and everything that does not decide about records
     * @return nothing if this worker cannot: its version, a secret or a file differs, or what is done to records after the extraction
     */
    public static Optional<Settings> restore(RecordShape other, Settings own) {
        try {
            JsonNode text = JSON.readTree(other.text);
            Settings.Builder builder = own.toBuilder();
            for (Setting<?> setting : SettingCatalog.all()) {
                if (decides(setting) && !setting.isSecret()) {
                    builder.text(setting, text.path(setting.name()).asText(setting.defaultText()), "ledger");
                }
            }
            Settings restored = builder.build();
            return of(restored).fingerprint.equals(other.fingerprint) ? Optional.of(restored) : Optional.empty();
        } catch (JsonProcessingException | SettingException | UncheckedIOException e) {
            // A setting or a file that this worker does not have.
            return Optional.empty();
        }
    }

    private static boolean decides(Setting<?> setting) {
        // Limits end a capture's records early; they change none of them.
        return setting.scope() == Scope.EXTRACTION
                && setting.section() != Section.LIMITS
                && setting != SettingCatalog.THREADS;
    }

    private static <T> String canonical(Settings settings, Setting<T> setting) {
        return setting.type().text(settings.get(setting));
    }

    /** Adds a value; the content of the file where it names one. */
    private static void addValue(MessageDigest digest, Setting<?> setting, String value) {
        boolean mayBeFile = setting == SettingCatalog.FIELD_NAMES
                ? !FieldNames.isBuiltIn(value)
                : setting.type().label().equals(PATH);
        if (mayBeFile && !value.isEmpty() && Files.isRegularFile(Path.of(value))) {
            try {
                digest.update(Files.readAllBytes(Path.of(value)));
                digest.update((byte) 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            add(digest, value);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
