package io.flowjay.feature.heuristic.rule;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.flowjay.settings.Setting;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules from JSON into records: every name must be known, every value there (but those that the record lets be null) and of
 * the right type, and whatever the record itself refuses is told with its place.
 */
public final class RuleFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .build();

    /** Where the files that come with FlowJay are among its resources. */
    private static final String BUILT_IN = "/io/flowjay/feature/heuristic/";

    private RuleFile() {}

    /**
     * Reads the rules of the file that a setting names.
     *
     * @param setting names the file; empty for the one that comes with FlowJay
     * @param builtIn name of that one
     * @throws io.flowjay.settings.SettingException naming the setting, the file, the line and what is wrong there
     */
    public static <T> T read(Settings settings, Setting<String> setting, String builtIn, Class<T> rules) {
        String file = settings.get(setting);
        return file.isEmpty()
                ? parse(builtIn, resource(builtIn), rules)
                : settings.apply(setting, () -> parse(file, bytes(file), rules));
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static <T> T parse(String place, byte[] text, Class<T> rules) {
        try {
            return JSON.readValue(text, rules);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            String line = location == null ? "" : ", line " + location.getLineNr();
            throw new IllegalArgumentException(place + line + path(e) + ": " + reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For example {@code , at ports[2].points}. */
    private static String path(JsonProcessingException error) {
        if (!(error instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            String name = step.getFieldName();
            path.append(name == null ? "[" + step.getIndex() + "]" : "." + name);
        }
        return ", at " + (path.charAt(0) == '.' ? path.substring(1) : path);
    }

    private static @Nullable String reason(JsonProcessingException error) {
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "unknown name \"" + unknown.getPropertyName() + "\"; valid: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (error instanceof InvalidNullException) {
            return "missing";
        }
        if (error instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return refused.getCause().getMessage();
        }
        // Removes the packages of rules and Jackson's hints, which are for programmers.
        return error.getOriginalMessage()
                .replaceAll(
                        "io\\.flowjay\\.feature\\.heuristic\\.([a-z]+\\.)?|\\[Source: [^;]*; |(?<=column: \\d{1,9})]|\\(but might if .*",
                        "");
    }

    private static byte[] resource(String name) {
        try (InputStream in = RuleFile.class.getResourceAsStream(BUILT_IN + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
