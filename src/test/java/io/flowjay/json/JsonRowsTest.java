package io.flowjay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {

    static Stream<Arguments> values() {
        return Stream.of(scalars(), lists(), objects(), others()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> scalars() {
        return Stream.of(
                value("null", null, "null"),
                value("true", true, "true"),
                value("byte", (byte) -1, "-1"),
                value("short", (short) 300, "300"),
                value("int", 42, "42"),
                value("greatest long", Long.MAX_VALUE, "9223372036854775807"),
                value("double", 1.5, "1.5"),
                value("whole double", 2.0, "2.0"),
                value("negative zero", -0.0, "-0.0"),
                value("float is not widened", 0.1f, "0.1"),
                value("NaN", Double.NaN, "null"),
                value("infinity", Double.POSITIVE_INFINITY, "null"),
                value("negative infinity", Double.NEGATIVE_INFINITY, "null"),
                value("float NaN", Float.NaN, "null"),
                value("float infinity", Float.NEGATIVE_INFINITY, "null"),
                value("BigInteger", BigInteger.TWO.pow(70), "1180591620717411303424"),
                value("BigDecimal", new BigDecimal("0.10000000000000000000001"), "0.10000000000000000000001"),
                value("BigDecimal of a billion digits", new BigDecimal("1E+1000000000"), "1E+1000000000"),
                value("AtomicLong", new AtomicLong(7), "7"),
                value("DoubleAdder", adder(0.25), "0.25"),
                value("DoubleAdder NaN", adder(Double.NaN), "null"),
                value("text", "abc123", "\"abc123\""),
                value("text to escape", "a\"b\\c\n\u0001", "\"a\\\"b\\\\c\\n\\u0001\""),
                value("text of the first plane", "é€", "\"é€\""),
                value("text beyond it", "\uD83D\uDE00", "\"\uD83D\uDE00\""),
                value("char", 'x', "\"x\""),
                value("CharBuffer", CharBuffer.wrap("sb"), "\"sb\""));
    }

    private static Stream<Arguments> lists() {
        return Stream.of(
                value("int array", new int[] {1, 2}, "[1,2]"),
                value("long array", new long[] {3}, "[3]"),
                value("byte array", new byte[] {1, -1}, "[1,-1]"),
                value("boolean array", new boolean[] {true, false}, "[true,false]"),
                value("char array", new char[] {'a'}, "[\"a\"]"),
                value("double array", new double[] {1.5, Double.NaN}, "[1.5,null]"),
                value("float array", new float[] {Float.POSITIVE_INFINITY, 0.5f}, "[null,0.5]"),
                value("empty array", new double[0], "[]"),
                value("array of arrays", new int[][] {{1}, {}}, "[[1],[]]"),
                value("object array", new Object[] {1, "a", null, 'c'}, "[1,\"a\",null,\"c\"]"),
                value("list", Arrays.asList(1, null, Double.NaN, "x"), "[1,null,null,\"x\"]"),
                value("set", new TreeSet<>(List.of(2, 1)), "[1,2]"),
                value("iterable", (Iterable<Integer>) () -> List.of(1).iterator(), "[1]"));
    }

    private static Stream<Arguments> objects() {
        Map<Object, Object> mixed = new LinkedHashMap<>();
        mixed.put(1, "a");
        mixed.put(null, Float.NaN);
        mixed.put(TimeUnit.DAYS, List.of(Map.of("deep", Double.NaN)));
        return Stream.of(
                value("map", Map.of("a", 1), "{\"a\":1}"),
                value("empty map", Map.of(), "{}"),
                value("keys as text", mixed, "{\"1\":\"a\",\"null\":null,\"DAYS\":[{\"deep\":null}]}"),
                value("Jackson object", JsonNodeFactory.instance.objectNode().put("a", 1), "{\"a\":1}"),
                value("Jackson text", JsonNodeFactory.instance.textNode("t"), "\"t\""),
                value("Jackson NaN", JsonNodeFactory.instance.numberNode(Double.NaN), "null"),
                value(
                        "Jackson's array serializer",
                        JsonNodeFactory.instance.pojoNode(new double[] {0, Double.NaN, 1.5}),
                        "[0.0,null,1.5]"),
                value("map that serializes itself", new SelfWritten(), "{\"own\":[1.5,null,\"\uFFFD\"]}"),
                value("the same in a list", List.of(new SelfWritten()), "[{\"own\":[1.5,null,\"\uFFFD\"]}]"));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                value("Optional", Optional.of(1), "\"Optional[1]\""),
                value("Optional in a list", List.of(Optional.empty()), "[\"Optional.empty\"]"),
                value("UUID", new UUID(0, 1), "\"00000000-0000-0000-0000-000000000001\""),
                value("Duration", Duration.ofMillis(1500), "\"PT1.5S\""),
                value("enum", TimeUnit.DAYS, "\"DAYS\""),
                value("Path, which iterates over itself", Path.of("a", "b"), "\"a/b\""),
                value("a Number of another kind", new Half(), "\"1/2\""),
                value("an object", new AtomicReference<>("r"), "\"r\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void valueAsJson(Object value, String json) {
        assertThat(json(value)).isEqualTo("{\"v\":" + json + "}");
    }

    @Test
    void fieldsKeepTheirOrder() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("flow_id", "abc123");
        row.put("duration", 1.5);
        row.put("packets", 42);
        assertThat(new String(JsonRows.json(row), UTF_8))
                .isEqualTo("{\"flow_id\":\"abc123\",\"duration\":1.5,\"packets\":42}");
    }

    @Test
    void aRowSerializesItself() {
        assertThat(new String(JsonRows.json(new SelfWritten()), UTF_8)).isEqualTo("{\"own\":[1.5,null,\"\uFFFD\"]}");
    }

    static Stream<Named<Object>> endless() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Object[] array = new Object[1];
        array[0] = array;
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        Map<Object, Object> key = new HashMap<>();
        key.put(new AtomicReference<>(List.of(key)), 1);
        AtomicReference<Object> text = new AtomicReference<>();
        text.set(List.of(text));
        return Stream.of(
                Named.of("list in itself", list),
                Named.of("array in itself", array),
                Named.of("map in itself", map),
                Named.of("iterable of itself", new OfItself()),
                Named.of("text of itself", text),
                Named.of("100 lists in a row", nested(100)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void endlessNestingIsAnError(Object value) {
        assertThatThrownBy(() -> json(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row nests deeper than 100 levels; does a value contain itself?");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99})
    void nestingUpToTheLimit(int depth) {
        assertThat(json(nested(depth))).isEqualTo("{\"v\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    }

    @Test
    void aRowThatCannotBeReadIsAnError() {
        Iterable<Object> broken = () -> {
            throw new ConcurrentModificationException("changed while written");
        };
        assertThatThrownBy(() -> json(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row cannot be written as JSON: changed while written");
    }

    private static String json(Object value) {
        return new String(JsonRows.json(Collections.singletonMap("v", value)), UTF_8);
    }

    private static Object nested(int depth) {
        Object value = List.of();
        for (int i = 1; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static DoubleAdder adder(double value) {
        DoubleAdder adder = new DoubleAdder();
        adder.add(value);
        return adder;
    }

    private static Arguments value(String name, Object value, String expected) {
        return arguments(Named.of(name, value), expected);
    }

    private static final class OfItself implements Iterable<Object> {
        @Override
        public Iterator<Object> iterator() {
            return List.<Object>of(this).iterator();
        }
    }

    private static final class Half extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0.5f;
        }

        @Override
        public double doubleValue() {
            return 0.5;
        }

        @Override
        public String toString() {
            return "1/2";
        }
    }
}
