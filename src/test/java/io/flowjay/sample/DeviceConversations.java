package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.time.Duration;

/** Small devices and services: NTP, MQTT held open for the whole capture, CoAP with a long silence, multicast DNS. */
final class DeviceConversations {
    /** Seconds from NTP's era (1900) to 1970. */
    private static final long NTP_OFFSET = 2_208_988_800L;

    private DeviceConversations() {}

    static void addTo(Trace trace) {
        ntp(trace);
        mqtt(trace);
        coap(trace);
        multicastDns(trace);
    }

    /** RFC 5905 section 7.3: the client's question and a stratum-1 answer. */
    private static void ntp(Trace trace) {
        UdpConversation udp = new UdpConversation(
                new Link(trace, Host.LAPTOP, Host.remote("203.0.113.123")), Duration.ofMillis(8_240), 123, 123);
        long sent = udp.now();
        udp.send(
                FORWARD,
                new Bytes().u32(0x2300_0620L).zeros(36).u64(ntpTime(sent)).toArray());
        udp.pauseMicros(18_700);
        long received = sent + (udp.now() - sent) / 2;
        udp.send(
                BACKWARD,
                new Bytes()
                        .u32(0x2401_06E9L)
                        .u32(0)
                        .u32(0x12)
                        .text("PPS\0")
                        .u64(ntpTime(-4_000_000_000L))
                        .u64(ntpTime(sent))
                        .u64(ntpTime(received))
                        .u64(ntpTime(received + 21_000L))
                        .toArray());
    }

    private static long ntpTime(long nanos) {
        long seconds = PcapngWriter.startSecond() + NTP_OFFSET + Math.floorDiv(nanos, 1_000_000_000L);
        long fraction = (Math.floorMod(nanos, 1_000_000_000L) << 32) / 1_000_000_000L;
        return seconds << 32 | fraction;
    }

    /** MQTT 3.1.1 with a ping every fifteen seconds, cut off by a reset. */
    private static void mqtt(Trace trace) {
        TcpConversation tcp = TcpConversation.linux(
                new Link(trace, Host.LAPTOP, Host.remote("198.51.100.183")),
                Duration.ofMillis(250),
                Duration.ofMillis(35),
                49_208,
                1883);
        byte[] connect = new Bytes()
                .vector16(Bytes.ascii("MQTT"))
                .u8(4)
                .u8(2)
                .u16(30)
                .vector16(Bytes.ascii("roof-sensor-7"))
                .toArray();
        tcp.open();
        tcp.send(FORWARD, new Bytes().u8(0x10).vector8(connect).toArray());
        tcp.send(BACKWARD, Bytes.hex("20020000"));
        for (int i = 0; i < 5; i++) {
            byte[] reading = new Bytes()
                    .vector16(Bytes.ascii("site/roof/celsius"))
                    .text("21." + i)
                    .toArray();
            tcp.send(FORWARD, new Bytes().u8(0x30).vector8(reading).toArray());
            tcp.pause(Duration.ofSeconds(15));
            tcp.send(FORWARD, Bytes.hex("c000"));
            tcp.send(BACKWARD, Bytes.hex("d000"));
        }
        tcp.pause(Duration.ofMillis(4_400));
        tcp.reset(BACKWARD);
    }

    /** CoAP (RFC 7252): the same ports ask again after more than a minute. */
    private static void coap(Trace trace) {
        Host sensor = Host.neighbour("24:6f:28:d0:5b:8a", "192.168.10.77");
        UdpConversation udp =
                new UdpConversation(new Link(trace, Host.LAPTOP, sensor), Duration.ofMillis(2_050), 47_808, 5683);
        readSensor(udp, 0x51A0, "21.4");
        udp.idle(Duration.ofSeconds(63));
        readSensor(udp, 0x51A1, "21.6");
        udp.pauseMillis(2_000);
        readSensor(udp, 0x51A2, "21.6");
    }

    private static void readSensor(UdpConversation udp, int messageId, String value) {
        byte[] get = new Bytes()
                .u16(0x4201)
                .u16(messageId)
                .u16(messageId ^ 0x7777)
                .u8(0xBB)
                .text("temperature")
                .toArray();
        byte[] content = new Bytes()
                .u16(0x6245)
                .u16(messageId)
                .u16(messageId ^ 0x7777)
                .u8(0xC0)
                .u8(0xFF)
                .text(value)
                .toArray();
        udp.send(FORWARD, get).pauseMillis(14).send(BACKWARD, content);
    }

    /** RFC 6762: a question to the group, which nobody answers, asked twice. */
    private static void multicastDns(Trace trace) {
        UdpConversation udp = new UdpConversation(
                new Link(trace, Host.LAPTOP_LINK_LOCAL.withHopLimit(255), Host.group("ff02::fb")),
                Duration.ofMillis(910),
                5353,
                5353);
        byte[] question = DnsMessage.multicastQuery("_ipp._tcp.local");
        udp.send(FORWARD, question).pauseMillis(1_003).send(FORWARD, question);
    }
}
