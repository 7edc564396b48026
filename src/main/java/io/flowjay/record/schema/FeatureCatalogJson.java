package io.flowjay.record.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.json.IndentedJson;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of features as JSON: an array with one object a feature, in record order. Its words are those of the reference's
 * feature schema, but {@code formula} and {@code twin}. {@code sentinel} is null for every policy but {@code sentinel}; {@code twin}
 * is null but where another feature always has the same value.
 */
public final class FeatureCatalogJson {
    private FeatureCatalogJson() {}

    /** The catalogue as a tree of its own. */
    public static ArrayNode json() {
        ArrayNode catalog = JsonNodeFactory.instance.arrayNode();
        FeatureCatalog.features().forEach(feature -> catalog.add(json(feature)));
        return catalog;
    }

    /** The catalogue as indented JSON that ends with a line feed. */
    public static String text() {
        return IndentedJson.text(json());
    }

    private static ObjectNode json(Feature feature) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", feature.id());
        json.put("name", feature.name());
        json.put("group", feature.group());
        json.put("type", feature.type().schemaName());
        json.put("unit", feature.unit());
        json.put("direction", word(feature.direction()));
        json.put("missing", word(feature.missing()));
        json.set("sentinel", value(feature.sentinel()));
        json.put("privacy", word(feature.privacy()));
        json.put("profile", feature.profile().text());
        json.put("description", feature.description());
        json.put("formula", feature.formula());
        return json.put("twin", feature.twin());
    }

    private static JsonNode value(@Nullable Object sentinel) {
        if (sentinel instanceof Long number) {
            return LongNode.valueOf(number);
        }
        return sentinel == null ? NullNode.instance : TextNode.valueOf(sentinel.toString());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
