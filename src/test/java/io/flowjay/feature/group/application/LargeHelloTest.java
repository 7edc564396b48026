package io.flowjay.feature.group.application;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.TcpFlags;
import io.flowjay.record.FlowRecord;
import io.flowjay.testing.Dialogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A ClientHello of 16 kB in segments of a byte, on its whole way from packets to a record: right or absent, never wrong. */
class LargeHelloTest {
    private static final byte[] HELLO = message(
            1,
            clientHello(
                    0x0303,
                    "",
                    "130113021303",
                    serverName("large.example"),
                    extension(21, "00".repeat(16_200)),
                    extension(13, "00020403"),
                    extension(43, "020304")));

    /** In two records, as one holds 16,384 bytes at most. */
    private static final byte[] STREAM =
            concat(record(22, Arrays.copyOf(HELLO, 9_000)), record(22, Arrays.copyOfRange(HELLO, 9_000, HELLO.length)));

    /** MD5 of {@code 771,4865-4866-4867,0-21-13-43,,} by md5sum. */
    private static final String RIGHT = """
            tls_detected=true tls_version=772 tls_sni=large.example tls_cipher_count=3 tls_extension_count=4
            ja3=771,4865-4866-4867,0-21-13-43,, ja3_hash=99232e035316b5c6f7f1cc0ee90d3ca2
            ja4_r=t13d030400_1301,1302,1303_000d,0015,002b_0403
            """;

    static Stream<Arguments> orders() {
        long seed = System.nanoTime();
        System.out.println("LargeHelloTest seed " + seed);
        List<Integer> shuffled = new ArrayList<>(places());
        Collections.shuffle(shuffled, new Random(seed));
        List<Integer> reversed = new ArrayList<>(places());
        Collections.reverse(reversed);
        int half = STREAM.length / 2;
        return Stream.of(
                argumentSet("in order", places()),
                argumentSet("reversed", reversed),
                argumentSet("shuffled", shuffled),
                argumentSet(
                        "the second half first",
                        places().stream()
                                .map(place -> (place + half) % STREAM.length)
                                .toList()));
    }

    private static List<Integer> places() {
        return IntStream.range(0, STREAM.length).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void bytesInAnyOrder(List<Integer> order) {
        Dialogue dialogue = Dialogue.tcp(443);
        order.forEach(place -> dialogue.client(TcpFlags.ACK, place, bytes(place, 1)));
        FlowRecord record = dialogue.record();
        Dialogue.assertFields(record, RIGHT);
        assertThat(record).containsEntry("tls_handshake_packets", (long) STREAM.length);
    }

    /** Three bytes each, of which the first arrived with the segment before; later copies are of other bytes, and do not count. */
    @ParameterizedTest
    @MethodSource("orders")
    void segmentsThatOverlap(List<Integer> order) {
        Dialogue dialogue = Dialogue.tcp(443);
        for (int place : order) {
            dialogue.client(TcpFlags.ACK, place, bytes(place, 3));
            dialogue.client(TcpFlags.ACK, place, new byte[] {(byte) ~STREAM[place]});
        }
        Dialogue.assertFields(dialogue.record(), RIGHT);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aByteThatNeverComes(List<Integer> order) {
        for (int hole : new int[] {0, 4, 40, 100, 9_004, 9_006, STREAM.length - 1}) {
            Dialogue dialogue = Dialogue.tcp(443);
            order.stream()
                    .filter(place -> place != hole)
                    .forEach(place -> dialogue.client(TcpFlags.ACK, place, bytes(place, 1)));
            FlowRecord record = dialogue.record();
            Dialogue.assertFields(record, "tls_detected=false tls_version=0 ja3= ja3_hash= ja4= ja4_r=");
            assertThat(record.get("tls_sni")).as("hole at %s", hole).isIn("", "large.example");
        }
    }

    /** The name stands ahead of this hole, so it may be told. */
    @Test
    void theNameAheadOfAHole() {
        Dialogue dialogue =
                Dialogue.tcp(443).client(bytes(0, 100)).clientLoses(1).client(bytes(101, 1_000));
        Dialogue.assertFields(dialogue.record(), "tls_detected=false tls_sni=large.example ja3_hash= ja4=");
    }

    private static byte[] bytes(int from, int length) {
        return Arrays.copyOfRange(STREAM, from, Math.min(STREAM.length, from + length));
    }
}
