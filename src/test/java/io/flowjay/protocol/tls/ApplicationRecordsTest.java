package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.serverName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The lengths of records with application data, of the connections for which they are noted. */
class ApplicationRecordsTest {
    private static final byte[] SERVER = handshakeRecord(message(2, serverHello(0x0303, "", 0xc02f)));

    private static byte[] hello(byte[]... extensions) {
        return handshakeRecord(message(1, clientHello(0x0303, "", "c02f", extensions)));
    }

    private static byte[] data(int... lengths) {
        byte[] all = {};
        for (int length : lengths) {
            all = concat(all, record(23, new byte[length]));
        }
        return all;
    }

    private static List<Integer> lengths(@Nullable ApplicationRecords records) {
        return records == null
                ? List.of()
                : IntStream.range(0, records.count()).mapToObj(records::length).toList();
    }

    static Stream<Arguments> clients() {
        byte[] alpn = extension(16, "0003026832");
        return Stream.of(
                argumentSet("no name", hello(), true),
                argumentSet("www and com", hello(serverName("www.abcd.com")), true),
                argumentSet("not www", hello(serverName("abcd.com")), false),
                argumentSet("not com", hello(serverName("www.abcd.net")), false),
                argumentSet("protocols offered", hello(serverName("www.abcd.com"), alpn), false));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void areNotedForClientsThatMayBeTors(byte[] hello, boolean noted) {
        TlsConnection tls = Talk.of(concat(hello, data(536, 1, 40_000 & 0x3fff)), concat(SERVER, data(18, 536)));
        assertThat(lengths(tls.clientRecords())).isEqualTo(noted ? List.of(536, 1, 7232) : List.of());
        assertThat(lengths(tls.serverRecords())).isEqualTo(noted ? List.of(18, 536) : List.of());
    }

    @Test
    void areTheSameHoweverTheyAreCut() {
        byte[] all = concat(hello(), data(536, 0, 20), record(21, new byte[2]), record(22, new byte[9]), data(700));
        for (int cut = 1; cut < all.length; cut++) {
            TlsConnection tls =
                    new Talk().client(all, 0, cut).client(all, cut, all.length).end();
            assertThat(lengths(tls.clientRecords())).as("cut at %d", cut).containsExactly(536, 0, 20, 700);
            assertThat(tls.handshakeSegments()).as("cut at %d", cut).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void endWhereTheStreamIsNotTls() {
        TlsConnection tls = Talk.of(concat(hello(), data(10), new byte[50], data(20)), SERVER);
        assertThat(lengths(tls.clientRecords())).containsExactly(10);
        assertThat(Talk.malformed(tls)).isEmpty();
    }

    @Test
    void areNotMoreThanAreKept() {
        TlsConnection tls = Talk.of(concat(hello(), data(new int[100])), SERVER);
        assertThat(lengths(tls.clientRecords()))
                .hasSize(ApplicationRecords.MAX_RECORDS)
                .containsOnly(0);
    }
}
