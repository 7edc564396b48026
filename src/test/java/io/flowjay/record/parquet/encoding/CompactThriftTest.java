package io.flowjay.record.parquet.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Worked by hand after thrift-compact-protocol.md. */
class CompactThriftTest {
    static Stream<Arguments> structures() {
        return Stream.of(
                arguments("nothing", write(thrift -> {}), "00"),
                // Field 1, type 5; zigzag: 0 -> 0, -1 -> 1, 1 -> 2.
                arguments("int32 -1", write(thrift -> thrift.int32(1, -1)), "15 01 00"),
                arguments("int32 150", write(thrift -> thrift.int32(1, 150)), "15 ac02 00"),
                arguments(
                        "the smallest int64",
                        write(thrift -> thrift.int64(2, Long.MIN_VALUE)),
                        "26 ffffffffffffffffff01 00"),
                arguments("int8 64", write(thrift -> thrift.int8(1, 64)), "13 40 00"),
                arguments(
                        "ids as the distance to the last one",
                        write(thrift -> {
                            thrift.int32(1, 0);
                            thrift.int32(4, 0);
                        }),
                        "15 00 35 00 00"),
                arguments(
                        "flags in the type",
                        write(thrift -> {
                            thrift.bool(1, true);
                            thrift.bool(2, false);
                        }),
                        "11 12 00"),
                arguments("text", write(thrift -> thrift.text(1, "é")), "18 02 c3a9 00"),
                arguments(
                        "a structure in a structure, whose ids start again",
                        write(thrift -> {
                            thrift.struct(3);
                            thrift.int32(1, 1);
                            thrift.end();
                            thrift.int32(4, 2);
                        }),
                        "3c 15 02 00 15 04 00"),
                arguments("a short list", write(thrift -> thrift.int32s(1, 0, 3, 8)), "19 35 00 06 10 00"),
                arguments(
                        "a list of 15",
                        write(thrift -> thrift.int32s(1, new int[15])),
                        "19 f5 0f 000000000000000000000000000000 00"),
                arguments(
                        "a list of flags",
                        write(thrift -> thrift.bools(1, new boolean[] {true, false}, 2)),
                        "19 21 01 02 00"),
                arguments(
                        "a list of structures",
                        write(thrift -> {
                            thrift.structs(1, 2);
                            thrift.keyValue("a", "b");
                            thrift.element();
                            thrift.end();
                            thrift.int32(2, 0);
                        }),
                        "19 2c 18 01 61 18 01 62 00 00 15 00 00"));
    }

    private static Consumer<CompactThrift> write(Consumer<CompactThrift> fields) {
        return fields;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void writes(String name, Consumer<CompactThrift> fields, String expected) {
        PageBytes out = new PageBytes();
        CompactThrift thrift = new CompactThrift(out);
        // Twice: a structure leaves nothing for the next.
        for (int i = 0; i < 2; i++) {
            out.clear();
            fields.accept(thrift);
            thrift.end();
            assertThat(HexFormat.of().formatHex(out.array(), 0, out.size())).isEqualTo(expected.replace(" ", ""));
        }
    }

    @Test
    void fieldsAreInOrder() {
        CompactThrift thrift = new CompactThrift(new PageBytes());
        thrift.int32(2, 0);
        assertThatThrownBy(() -> thrift.int32(1, 0)).hasMessage("field 1 does not follow field 2");
    }

    @Test
    void textIsUtf8() {
        PageBytes out = new PageBytes(1);
        out.putText("a\ud800b");
        out.putText("€");
        assertThat(new String(out.array(), 0, out.size(), StandardCharsets.UTF_8))
                .isEqualTo("a\ufffdb€");
    }
}
