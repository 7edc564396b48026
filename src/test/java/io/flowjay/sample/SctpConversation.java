package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.time.Duration;
import java.util.zip.CRC32C;
import org.pcap4j.packet.namednumber.IpNumber;

/** The four messages that set up an SCTP association (RFC 9260 section 5.1), and its abort. */
final class SctpConversation {
    private static final int INIT = 1;
    private static final int INIT_ACK = 2;
    private static final int ABORT = 6;
    private static final int COOKIE_ECHO = 10;
    private static final int COOKIE_ACK = 11;

    private static final int CLIENT_PORT = 36_412;
    private static final int SERVER_PORT = 38_412;
    private static final long CLIENT_TAG = 0x6B1D_4F02L;
    private static final long SERVER_TAG = 0x90E7_2A5CL;
    private static final long ROUND_TRIP = Duration.ofMillis(12).toNanos();

    private SctpConversation() {}

    static void addTo(Trace trace) {
        Link link = new Link(trace, Host.LAPTOP, Host.remote("198.51.100.132"));
        Noise noise = new Noise(132);
        byte[] cookie = noise.bytes(128);
        long now = Duration.ofSeconds(23).toNanos();
        send(link, now, FORWARD, 0, chunk(INIT, init(CLIENT_TAG)));
        byte[] initAck = new Bytes()
                .raw(init(SERVER_TAG))
                .u16(7)
                .u16(4 + cookie.length)
                .raw(cookie)
                .toArray();
        now += noise.around(ROUND_TRIP);
        send(link, now, BACKWARD, CLIENT_TAG, chunk(INIT_ACK, initAck));
        now += noise.around(90_000);
        send(link, now, FORWARD, SERVER_TAG, chunk(COOKIE_ECHO, cookie));
        now += noise.around(ROUND_TRIP);
        send(link, now, BACKWARD, CLIENT_TAG, chunk(COOKIE_ACK, new byte[0]));
        now += noise.around(Duration.ofMillis(1_420).toNanos());
        send(link, now, BACKWARD, CLIENT_TAG, chunk(ABORT, new byte[0]));
    }

    /** Tag, receiver window, streams out and in, and the first transmission sequence number. */
    private static byte[] init(long tag) {
        return new Bytes()
                .u32(tag)
                .u32(106_496)
                .u16(10)
                .u16(10)
                .u32(tag ^ 0x55AA_55AAL)
                .toArray();
    }

    private static byte[] chunk(int type, byte[] value) {
        return new Bytes().u8(type).u8(0).u16(4 + value.length).raw(value).toArray();
    }

    private static void send(Link link, long nanos, Way way, long tag, byte[] chunk) {
        boolean forward = way == FORWARD;
        byte[] ports = new Bytes()
                .u16(forward ? CLIENT_PORT : SERVER_PORT)
                .u16(forward ? SERVER_PORT : CLIENT_PORT)
                .u32(tag)
                .toArray();
        CRC32C crc = new CRC32C();
        crc.update(Bytes.concat(ports, new byte[4], chunk));
        byte[] checksum =
                new Bytes().u32(Integer.reverseBytes((int) crc.getValue())).toArray();
        link.send(nanos, way, IpNumber.SCTP, Link.bytes(Bytes.concat(ports, checksum, chunk)));
    }
}
