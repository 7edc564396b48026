package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverName;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hellos that TCP and the record layer cut in every way. */
class TlsSplitTest {
    private static final byte[] CLIENT = handshakeRecord(Examples.GREASE_CLIENT);
    private static final byte[] SERVER = handshakeRecord(Examples.GREASE_SERVER);

    private static final String JA3 = "dee2bf0600fa8473dd8168b720ecd5a0";
    private static final String JA4 = "t13d0308h2_58a34ed92d94_8919c34a259c";
    private static final String JA3S = "f4febc55ea12b31ae17cfb7e614afda8";

    /** A hello of 16 kB: one large extension. */
    private static final byte[] LARGE_HELLO = message(
            1,
            clientHello(
                    0x0303,
                    "",
                    "130113021303",
                    serverName("large.example"),
                    extension(21, "00".repeat(16_000)),
                    extension(13, "00020403"),
                    extension(43, "020304")));

    private static final byte[] LARGE = largeRecords();

    /** {@code 771,4865-4866-4867,0-21-13-43,,}. */
    private static final String LARGE_JA3 = "99232e035316b5c6f7f1cc0ee90d3ca2";

    /** Of work that is linear; arrays that grow by doubling add to it. */
    private static final double MOST_FOR_TWICE = 3;

    private static byte[] largeRecords() {
        int middle = 9_000;
        return concat(
                record(22, Arrays.copyOf(LARGE_HELLO, middle)),
                record(22, Arrays.copyOfRange(LARGE_HELLO, middle, LARGE_HELLO.length)));
    }

    @Test
    void twoSegmentsCutAnywhere() {
        for (int cut = 1; cut < CLIENT.length; cut++) {
            TlsConnection tls = new Talk()
                    .client(CLIENT, 0, cut)
                    .client(CLIENT, cut, CLIENT.length)
                    .server(SERVER, 0, SERVER.length)
                    .end();
            assertExample(tls, "cut at " + cut);
            assertThat(tls.handshakeSegments()).isEqualTo(3);
        }
    }

    @Test
    void twoSegmentsReversed() {
        for (int cut = 1; cut < SERVER.length; cut++) {
            TlsConnection tls = new Talk()
                    .client(CLIENT, 0, CLIENT.length)
                    .server(SERVER, cut, SERVER.length)
                    .server(SERVER, 0, cut)
                    .end();
            assertExample(tls, "cut at " + cut);
            assertThat(tls.handshakeSegments()).isEqualTo(3);
        }
    }

    @Test
    void twoRecordsCutAnywhere() {
        for (int cut = 1; cut < Examples.GREASE_CLIENT.length; cut++) {
            byte[] client = concat(
                    record(22, Arrays.copyOf(Examples.GREASE_CLIENT, cut)),
                    record(22, Arrays.copyOfRange(Examples.GREASE_CLIENT, cut, Examples.GREASE_CLIENT.length)));
            assertExample(Talk.of(client, SERVER), "cut at " + cut);
        }
    }

    @Test
    void recordsOfOneByteInSegmentsOfOneByte() {
        byte[][] records = new byte[Examples.GREASE_SERVER.length][];
        for (int i = 0; i < records.length; i++) {
            records[i] = record(22, new byte[] {Examples.GREASE_SERVER[i]});
        }
        byte[] server = concat(records);
        Talk talk = new Talk().client(CLIENT, 0, CLIENT.length);
        for (int i = 0; i < server.length; i++) {
            talk.server(server, i, i + 1);
        }
        TlsConnection tls = talk.end();
        assertExample(tls, "bytes");
        assertThat(tls.handshakeSegments()).isEqualTo(1 + server.length);
    }

    @Test
    void anyPrefixIsRightOrAbsent() {
        for (int end = 0; end < CLIENT.length; end++) {
            TlsConnection tls = new Talk().client(CLIENT, 0, end).end();
            assertThat(tls.clientHello()).as("ends at " + end).isNull();
            assertThat(tls.detected()).isFalse();
            assertThat(tls.serverName()).isIn("", "example.com");
            assertThat(tls.alpn()).isIn("", "h2");
        }
    }

    @Test
    void retransmissionsDoNotCount() {
        Talk talk = new Talk().client(CLIENT, 0, 100).client(CLIENT, 0, 100).client(CLIENT, 50, CLIENT.length);
        TlsConnection tls = talk.client(CLIENT, 0, CLIENT.length)
                .server(SERVER, 0, SERVER.length)
                .end();
        assertExample(tls, "retransmitted");
        assertThat(tls.handshakeSegments()).isEqualTo(3);
    }

    private static void assertExample(TlsConnection tls, String where) {
        assertThat(Ja3.of(tls.clientHello()).hash()).as(where).isEqualTo(JA3);
        assertThat(Ja4.of(tls.clientHello(), Ja4.HelloCarrier.TCP).hash())
                .as(where)
                .isEqualTo(JA4);
        assertThat(Ja3.of(tls.serverHello()).hash()).as(where).isEqualTo(JA3S);
        assertThat(tls.serverName()).as(where).isEqualTo("example.com");
        assertThat(tls.keyExchange()).as(where).isEqualTo(new KeyExchange(29, "x25519", 256));
    }

    @Test
    void largeHelloByteByByte() {
        Talk talk = new Talk();
        for (int i = 0; i < LARGE.length; i++) {
            talk.client(LARGE, i, i + 1);
        }
        assertLarge(talk.end());
    }

    @Test
    void largeHelloByteByByteFromTheEnd() {
        Talk talk = new Talk();
        for (int i = LARGE.length - 1; i >= 0; i--) {
            talk.client(LARGE, i, i + 1);
        }
        assertLarge(talk.end());
    }

    @Test
    void largeHelloInShuffledOverlappingSegments() {
        long seed = System.nanoTime();
        System.out.println("TlsSplitTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            List<Integer> starts = new ArrayList<>();
            for (int at = 0; at < LARGE.length; at += 100) {
                starts.add(at);
            }
            Collections.shuffle(starts, random);
            Talk talk = new Talk();
            for (int start : starts) {
                int from = Math.max(0, start - random.nextInt(40));
                talk.client(LARGE, from, Math.min(LARGE.length, start + 100 + random.nextInt(40)));
            }
            assertLarge(talk.end());
        }
    }

    @Test
    void largeHelloWithAHoleIsAbsent() {
        for (int hole = 0; hole < LARGE.length; hole += 997) {
            TlsConnection tls = new Talk()
                    .client(LARGE, 0, hole)
                    .client(LARGE, hole + 1, LARGE.length)
                    .end();
            assertThat(tls.clientHello()).as("hole at " + hole).isNull();
            assertThat(tls.serverName()).isIn("", "large.example");
        }
    }

    private static void assertLarge(TlsConnection tls) {
        assertThat(tls.serverName()).isEqualTo("large.example");
        assertThat(Ja3.of(tls.clientHello()).hash()).isEqualTo(LARGE_JA3);
    }

    /** A message of 16 MB that never ends, in records of one byte: twice as many of them may cost twice as much. */
    @Test
    void workGrowsWithTinyRecordsAndNotFaster() {
        long once = allocated(() -> tinyRecords(20_000));
        long twice = allocated(() -> tinyRecords(40_000));
        assertThat((double) twice / once).isLessThan(MOST_FOR_TWICE);
    }

    private static void tinyRecords(int count) {
        byte[] one = record(22, new byte[] {0});
        byte[] header = record(22, hex("01ffffff"));
        Talk talk = new Talk().client(header, 0, header.length);
        for (int i = 0; i < count; i++) {
            talk.client(header.length + i * one.length, one);
        }
        assertThat(talk.end().detected()).isFalse();
    }

    @Test
    void workGrowsWithExtensionsAndNotFaster() {
        byte[] few = manyExtensions(8_000);
        byte[] many = manyExtensions(16_000);
        long once = allocated(() -> readExtensions(few, 8_000));
        long twice = allocated(() -> readExtensions(many, 16_000));
        assertThat((double) twice / once).isLessThan(MOST_FOR_TWICE);
    }

    private static void readExtensions(byte[] client, int count) {
        TlsConnection tls = Talk.of(client, new byte[0]);
        assertThat(tls.clientHello().extensionCount()).isEqualTo(count);
        assertThat(Ja4.of(tls.clientHello(), Ja4.HelloCarrier.TCP).hash()).startsWith("t12i0199");
    }

    /** Types that repeat, in records of 16,000 bytes. */
    private static byte[] manyExtensions(int count) {
        byte[][] extensions = new byte[count][];
        Arrays.setAll(extensions, i -> extension(i % 60 == 0 ? 16 : i, ""));
        byte[] hello = message(1, clientHello(0x0303, "", "1301", extensions));
        List<byte[]> records = new ArrayList<>();
        for (int from = 0; from < hello.length; from += 16_000) {
            records.add(record(22, Arrays.copyOfRange(hello, from, Math.min(hello.length, from + 16_000))));
        }
        return concat(records.toArray(byte[][]::new));
    }

    /** Bytes allocated by work that was done before; they stand for its copies. */
    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
