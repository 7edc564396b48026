package io.flowjay.protocol;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.number;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.management.ThreadMXBean;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.tls.Examples;
import io.flowjay.testing.HeapBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What flows with TLS and DTLS hold, against the heap, and what their packets allocate once the hellos are done. */
class TlsMemoryTest {
    private static final int PACKETS = 100_000;

    private static final ProtocolReaders READERS = new ProtocolReaders(Set.of(Protocol.TLS));

    private static final byte[] CLIENT = handshakeRecord(Examples.GREASE_CLIENT);
    private static final byte[] SERVER = handshakeRecord(Examples.GREASE_SERVER);
    private static final byte[] DATA = record(23, new byte[1200]);
    private static final byte[] NOT_TLS = new byte[1200];
    private static final byte[] CALLS = {0};

    private static final byte[] DTLS_HELLO = concat(
            hex("fefd" + "5a".repeat(32) + "00 00 0004 c02bc02f 0100"), vector(2, extension(10, "0004001d0017")));

    /** Segments of one connection, each direction in order. */
    private static final class Tcp {
        final TcpProtocols protocols = READERS.tcp();
        private final int[] next = new int[2];
        private final Payload payload = new Payload();

        Tcp send(boolean fromResponder, byte[] data) {
            int way = fromResponder ? 1 : 0;
            payload.set(fromResponder, data, 0, data.length, data.length);
            protocols.segment(TcpFlags.ACK, next[way], payload);
            next[way] += data.length;
            return this;
        }

        Tcp skip(int bytes) {
            next[0] += bytes;
            return this;
        }

        /** In segments of 1400 bytes. */
        Tcp sendAll(boolean fromResponder, byte[] data) {
            for (int at = 0; at < data.length; at += 1400) {
                send(fromResponder, Arrays.copyOfRange(data, at, Math.min(data.length, at + 1400)));
            }
            return this;
        }
    }

    static Stream<Arguments> flows() {
        byte[] manyCiphers = message(1, clientHello(0x0303, "", "c02f".repeat(30_000)));
        byte[] manyExtensions = message(1, clientHello(0x0303, "", "c02f", extensions(16_000)));
        return Stream.of(
                tcp("another protocol", () -> new Tcp().send(false, NOT_TLS)),
                tcp("both hellos", () -> new Tcp().send(false, CLIENT).send(true, SERVER)),
                tcp("both hellos, and data", () -> new Tcp()
                        .send(false, CLIENT)
                        .send(true, SERVER)
                        .send(false, DATA)
                        .send(true, DATA)),
                tcp("certificates", () -> new Tcp().send(false, CLIENT).sendAll(true, certificates())),
                tcp("half of a hello", () -> new Tcp().sendAll(false, Arrays.copyOf(records(manyCiphers), 30_000))),
                tcp("a hello of 30,000 ciphers", () -> new Tcp().sendAll(false, records(manyCiphers))),
                tcp("a hello of 16,000 extensions", () -> new Tcp().sendAll(false, records(manyExtensions))),
                tcp(
                        "data behind a hole",
                        () -> new Tcp().send(false, CLIENT).skip(20_000).send(false, DATA)),
                udp("a hello of DTLS", protocols -> datagram(protocols, false, fragment(0, DTLS_HELLO.length))),
                udp("a fragment of it", protocols -> datagram(protocols, false, fragment(0, 30))));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void heldBytesAreWhatTheHeapSays(Supplier<FlowProtocols> flow) {
        double heap = HeapBytes.ofOneMore(flow);
        assertThat((double) flow.get().heldBytes()).isBetween(0.9 * heap, 2 * heap);
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                argumentSet("data of both sides", new byte[][] {CLIENT, DATA}, new byte[][] {SERVER, DATA}, DATA),
                argumentSet("data of one side, the other never seen", new byte[][] {CLIENT, DATA}, new byte[0][], DATA),
                argumentSet(
                        "nothing but encrypted handshake records",
                        new byte[][] {CLIENT, record(20, new byte[1])},
                        new byte[][] {SERVER},
                        record(22, new byte[1200])),
                argumentSet("another protocol", new byte[][] {NOT_TLS}, new byte[][] {NOT_TLS}, NOT_TLS));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void segmentsBehindTheHellosAllocateNothing(byte[][] client, byte[][] server, byte[] segment) {
        Tcp tcp = new Tcp();
        for (byte[] data : client) {
            tcp.send(false, data);
        }
        for (byte[] data : server) {
            tcp.send(true, data);
        }
        assertNothingIsAllocated(i -> tcp.send(false, segment));
    }

    static Stream<Arguments> datagrams() {
        byte[] encrypted = concat(hex("17 fefd 0001 000000000001"), vector(2, new byte[1000]));
        return Stream.of(
                argumentSet("behind the hello", fragment(0, DTLS_HELLO.length), encrypted),
                argumentSet("without any hello", encrypted, encrypted),
                argumentSet(
                        "encrypted handshake",
                        encrypted,
                        concat(hex("16 fefd 0001 000000000001"), vector(2, new byte[99]))),
                argumentSet("another protocol", encrypted, NOT_TLS));
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void datagramsBehindTheHellosAllocateNothing(byte[] first, byte[] datagram) {
        UdpProtocols protocols = READERS.udp();
        Payload payload = new Payload();
        datagram(protocols, false, first);
        assertNothingIsAllocated(
                i -> protocols.datagram(payload.set((i & 1) == 0, datagram, 0, datagram.length, datagram.length)));
    }

    private static void assertNothingIsAllocated(IntConsumer packet) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        packet.accept(0);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PACKETS; i++) {
            packet.accept(i);
        }
        double allocated = (double) (threads.getCurrentThreadAllocatedBytes() - before) / PACKETS;
        assertThat(allocated).as("bytes a packet").isLessThan(1);
    }

    private static Arguments tcp(String name, Supplier<Tcp> flow) {
        return argumentSet(name, (Supplier<FlowProtocols>) () -> flow.get().protocols);
    }

    private static Arguments udp(String name, Consumer<UdpProtocols> feed) {
        return argumentSet(name, (Supplier<FlowProtocols>) () -> {
            UdpProtocols protocols = READERS.udp();
            feed.accept(protocols);
            return protocols;
        });
    }

    private static void datagram(UdpProtocols protocols, boolean fromResponder, byte[] data) {
        protocols.datagram(Payload.of(fromResponder, data, 0, data.length));
    }

    private static byte[][] extensions(int count) {
        byte[][] extensions = new byte[count][];
        Arrays.setAll(extensions, i -> extension(1000 + i, ""));
        return extensions;
    }

    /** A message in records of 16,000 bytes. */
    private static byte[] records(byte[] message) {
        List<byte[]> records = new ArrayList<>();
        for (int at = 0; at < message.length; at += 16_000) {
            records.add(record(22, Arrays.copyOfRange(message, at, Math.min(message.length, at + 16_000))));
        }
        return concat(records.toArray(byte[][]::new));
    }

    /** Others with each call: those that were read lately are shared. Their last bytes are the signature's. */
    private static byte[] certificates() {
        byte[] server = read("server.der");
        byte[] issuer = read("issuer.der");
        CALLS[0]++;
        server[server.length - 1] = CALLS[0];
        issuer[issuer.length - 1] = CALLS[0];
        byte[] chain = concat(vector(3, server), vector(3, issuer));
        return concat(
                handshakeRecord(message(2, serverHello(0x0303, "", 0xc02f))),
                handshakeRecord(message(11, vector(3, chain))));
    }

    private static byte[] read(String file) {
        String path = "/io/flowjay/sample/" + file;
        try (InputStream in = Objects.requireNonNull(TlsMemoryTest.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] fragment(int from, int to) {
        byte[] part = Arrays.copyOfRange(DTLS_HELLO, from, to);
        return concat(
                hex("16 fefd 0000 000000000001"),
                vector(
                        2,
                        concat(
                                hex("01"),
                                number(3, DTLS_HELLO.length),
                                hex("0000"),
                                number(3, from),
                                vector(3, part))));
    }
}
