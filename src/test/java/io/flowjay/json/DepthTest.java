package io.flowjay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The levels of a row are counted through values that write themselves: the row is one level, lists and nodes are the others. */
class DepthTest {
    @ParameterizedTest
    @CsvSource({"0, 99", "50, 49", "98, 1"})
    void oneHundredLevelsAreWritten(int lists, int nodes) {
        int levels = lists + nodes;
        assertThat(new String(JsonRows.json(Map.of("v", nested(lists, nodes))), UTF_8))
                .isEqualTo("{\"v\":" + "[".repeat(levels) + "]".repeat(levels) + "}");
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "50, 50", "99, 1"})
    void oneMoreIsAnError(int lists, int nodes) {
        assertThatThrownBy(() -> JsonRows.json(Map.of("v", nested(lists, nodes))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row nests deeper than 100 levels; does a value contain itself?");
    }

    private static Object nested(int lists, int nodes) {
        JsonNode node = JsonNodeFactory.instance.arrayNode();
        for (int i = 1; i < nodes; i++) {
            node = JsonNodeFactory.instance.arrayNode().add(node);
        }
        Object value = node;
        for (int i = 0; i < lists; i++) {
            value = List.of(value);
        }
        return value;
    }
}
