package io.flowjay.protocol;

import static io.flowjay.protocol.dns.DnsBytes.hex;
import static io.flowjay.protocol.dns.DnsBytes.join;
import static io.flowjay.protocol.dns.DnsBytes.shorts;
import static io.flowjay.protocol.ssh.SshBytes.kexInit;
import static io.flowjay.protocol.ssh.SshBytes.packet;
import static io.flowjay.protocol.ssh.SshBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.dns.DnsBytes;
import io.flowjay.protocol.http2.Http2Bytes;
import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What conversations say that they hold, against the bytes that they must hold, with as much again for the objects around. */
class HeldBytesTest {
    private static final int OBJECTS = 2000;

    static Stream<Arguments> conversations() {
        byte[] line = text("SSH-2.0-" + "x".repeat(100) + ' ' + "y".repeat(100) + "\r\n");
        byte[] lists = packet(kexInit("a".repeat(20_000), "", "", "", "", "", "", "", "", ""));
        byte[] answer = longAnswer();
        byte[] answers = new byte[0];
        for (int i = 0; i < 20; i++) {
            answers = join(answers, shorts(answer.length), answer);
        }
        byte[] transfer = join(shorts(40_000), DnsBytes.header(7, 0x8180, 1, 0, 0, 0), new byte[30_000]);
        byte[] request = text("GET / HTTP/1.1\r\nHTTP2-Settings: " + "A".repeat(400) + "\r\nx: ");
        return Stream.of(
                argumentSet("SSH, lines", Protocol.SSH, line, 200, 200),
                argumentSet(
                        "SSH, a KEXINIT that is not whole",
                        Protocol.SSH,
                        join(line, Arrays.copyOf(lists, 15_000)),
                        15_000,
                        35_000),
                argumentSet("SSH, a KEXINIT that is done with", Protocol.SSH, join(line, lists), 200, 200),
                argumentSet("DNS, eight answers without a query", Protocol.DNS, answers, 8_000, 8_000),
                argumentSet("DNS, a message that is not whole", Protocol.DNS, transfer, 30_000, 80_000),
                argumentSet("HTTP/2, as many streams as frames", Protocol.HTTP2, streams(), 40_000, 80_000),
                argumentSet("HTTP/2, a head that is not whole", Protocol.HTTP2, request, 300, 1_000),
                argumentSet(
                        "HTTP/1, a field that is not whole",
                        Protocol.HTTP1,
                        text("GET / HTTP/1.1\r\nUser-Agent: " + "A".repeat(400) + "\r\nx: " + "A".repeat(3000)),
                        3_400,
                        8_400),
                argumentSet("nothing of all that", Protocol.HTTP2, text("\n"), 0, 0));
    }

    /** A name of 253 bytes that take four characters each. */
    private static byte[] longAnswer() {
        byte[] label = join(hex("3f"), new byte[63]);
        byte[] name = join(label, label, label, hex("3d"), new byte[61], hex("00"));
        return join(DnsBytes.header(7, 0x8180, 1, 0, 0, 0), name, shorts(1, 1));
    }

    private static byte[] streams() {
        byte[] frames = new byte[10_000 * 9];
        for (int i = 0; i < 10_000; i++) {
            System.arraycopy(Http2Bytes.header(0, 1, 4, 2 * i + 1), 0, frames, 9 * i, 9);
        }
        return join(Http2Bytes.PREFACE, frames);
    }

    @ParameterizedTest
    @MethodSource
    void conversations(Protocol protocol, byte[] sent, int least, int most) {
        TcpProtocols protocols = new ProtocolReaders(EnumSet.of(protocol)).tcp();
        for (int at = 0; at < sent.length; at += 1000) {
            protocols.segment(TcpFlags.ACK, at, Payload.of(false, sent, at, Math.min(1000, sent.length - at)));
        }
        assertThat(protocols.heldBytes()).isBetween(least, most + OBJECTS);
    }
}
