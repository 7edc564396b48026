package io.flowjay.testing;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.number;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.serverName;
import static io.flowjay.protocol.tls.Messages.vector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * A connection to a Tor relay as the source of tor and its specification describe it, or one that differs from it. Its frames are
 * those of {@link io.flowjay.feature.group.FrameScript}.
 */
public final class TorTraffic {
    private static final int APPLICATION_DATA = 23;
    /** Bytes of a segment at most. */
    private static final int SEGMENT = 1400;

    private String server = "";
    private String alpn = "";
    private byte[] certificate = {};
    private int[] lengths = {};
    private int port = 443;

    /** The client asks for this server. */
    public TorTraffic server(String name) {
        server = name;
        return this;
    }

    /** The client offers this protocol. */
    public TorTraffic alpn(String protocol) {
        alpn = protocol;
        return this;
    }

    /** TLS 1.2, in which the server sends a certificate with these common names, and maybe an organization of the issuer. */
    public TorTraffic certificate(String subject, String issuer, String organization) {
        certificate = message(11, vector(3, vector(3, der(subject, issuer, organization))));
        return this;
    }

    /** Each side sends records of these lengths. */
    public TorTraffic records(int... recordLengths) {
        lengths = recordLengths.clone();
        return this;
    }

    /** Each side sends some records of one length. */
    public TorTraffic records(int count, int length) {
        return records(IntStream.generate(() -> length).limit(count).toArray());
    }

    /** The port of the relay. */
    public TorTraffic port(int number) {
        port = number;
        return this;
    }

    /** The frames. */
    public String script() {
        StringBuilder script = new StringBuilder();
        byte[] name = server.isEmpty() ? new byte[0] : serverName(server);
        byte[] protocols = alpn.isEmpty()
                ? new byte[0]
                : concat(number(2, 16), vector(2, vector(2, vector(1, alpn.getBytes(StandardCharsets.US_ASCII)))));
        byte[] hello = clientHello(0x0303, "", "c02f1301", name, protocols);
        boolean isTls13 = certificate.length == 0;
        byte[] answer =
                isTls13 ? serverHello(0x0303, "", 0x1301, extension(43, "0304")) : serverHello(0x0303, "", 0xc02f);
        byte[] data = new byte[0];
        for (int length : lengths) {
            data = concat(data, record(APPLICATION_DATA, new byte[length]));
        }
        append(script, 'c', concat(handshakeRecord(message(1, hello))), 0);
        byte[] flight =
                concat(handshakeRecord(message(2, answer)), isTls13 ? certificate : handshakeRecord(certificate));
        append(script, 's', flight, 0);
        append(script, 'c', data, handshakeRecord(message(1, hello)).length);
        append(script, 's', data, flight.length);
        return script.toString();
    }

    private void append(StringBuilder script, char side, byte[] bytes, int sequence) {
        for (int from = 0; from < bytes.length; from += SEGMENT) {
            byte[] segment = Arrays.copyOfRange(bytes, from, Math.min(from + SEGMENT, bytes.length));
            script.append("0 ")
                    .append(side)
                    .append(" tcp=")
                    .append(HexFormat.of().formatHex(segment))
                    .append(" seq=")
                    .append(sequence + from)
                    .append(" ports=40000>")
                    .append(port)
                    .append('\n');
        }
    }

    /** A certificate (RFC 5280 section 4.1) with a key and a signature that nobody checks. */
    private static byte[] der(String subject, String issuer, String organization) {
        byte[] algorithm = sequence(hex("06092a864886f70d01010b0500"));
        byte[] key = sequence(
                sequence(hex("06092a864886f70d0101010500")),
                tagged(0x03, hex("00"), sequence(hex("0202008f"), hex("0203010001"))));
        byte[] validity = sequence(time("260101000000Z"), time("270101000000Z"));
        byte[] body = sequence(
                hex("a003020102"),
                hex("020105"),
                algorithm,
                name(issuer, organization),
                validity,
                name(subject, ""),
                key);
        return sequence(body, algorithm, tagged(0x03, hex("00"), new byte[32]));
    }

    private static byte[] name(String commonName, String organization) {
        byte[] attribute = attribute("0603550403", commonName);
        return organization.isEmpty()
                ? sequence(attribute)
                : sequence(attribute("060355040a", organization), attribute);
    }

    private static byte[] attribute(String type, String value) {
        byte[] text = tagged(0x0c, value.getBytes(StandardCharsets.UTF_8));
        return tagged(0x31, sequence(hex(type), text));
    }

    private static byte[] time(String text) {
        return tagged(0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        byte[] content = concat(parts);
        byte[] length =
                content.length < 0x80 ? number(1, content.length) : concat(hex("82"), number(2, content.length));
        return concat(number(1, tag), length, content);
    }
}
