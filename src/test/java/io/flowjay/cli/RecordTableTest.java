package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTableTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final RecordTable table = new RecordTable(new PrintStream(printed, false, StandardCharsets.UTF_8));

    static Stream<Arguments> records() {
        return Stream.of(
                argumentSet(
                        "everything",
                        """
                        {"start_time":1.5,"protocol":6,"src_ip":"192.0.2.1","src_port":40000,"dst_ip":"192.0.2.2","dst_port":80,
                         "total_packets":3,"total_bytes":1200,"duration":0.25,"iat_mean":0.125,"pkt_len_mean":400.04,
                         "flow_end_reason":"end","application":"HTTP.Google"}
                        """,
                        "00:00:01.500 TCP HTTP.Google 192.0.2.1:40000 192.0.2.2:80 3 1200 0.250 s 0.1250 s 400.0 end"),
                argumentSet(
                        "IPv6 without ports, the last instant of a day",
                        """
                        {"start_time":86399.9996,"protocol":58,"src_ip":"2001:db8::1","src_port":0,"dst_ip":"2001:db8::2",
                         "dst_port":0,"iat_mean":null}
                        """,
                        "00:00:00.000 ICMPv6 - 2001:db8::1 2001:db8::2 - - - - - -"),
                argumentSet("IPv6 with ports", """
                        {"protocol":17,"src_ip":"2001:db8::1","src_port":53,"dst_ip":"2001:db8::2","dst_port":54}
                        """, "- UDP - [2001:db8::1]:53 [2001:db8::2]:54 - - - - - -"),
                argumentSet("a protocol without a name", "{\"protocol\":89}", "- 89 - - - - - - - - -"),
                argumentSet("nothing", "{}", "- - - - - - - - - - -"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsALine(String record, String expected) throws IOException {
        table.print(bytes(record));
        assertThat(lines().get(1).trim().replaceAll(" +", " ")).isEqualTo(expected);
    }

    @Test
    void theHeadStandsOverTheColumnsOnce() throws IOException {
        table.print(bytes("{\"protocol\":6,\"flow_end_reason\":\"idle\"}"));
        table.print(bytes("{\"protocol\":17,\"flow_end_reason\":\"end\"}"));
        List<String> lines = lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).indexOf("TCP")).isEqualTo(lines.get(0).indexOf("PROTO"));
        assertThat(lines.get(2).indexOf("end")).isEqualTo(lines.get(0).indexOf("END"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "text", "[1]", "1"})
    void aValueThatIsNoRecordIsAnError(String value) {
        assertThatThrownBy(() -> table.print(value == null ? null : bytes(value)))
                .isInstanceOf(IOException.class);
        assertThat(printed.size()).isZero();
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
