package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.time.Duration;
import java.util.Arrays;

/** HTTP/1.1 in clear text over IPv4, IPv6 and a VLAN. */
final class HttpConversations {
    private static final int HTTP = 80;
    private static final int SEGMENT = 1448;

    private HttpConversations() {}

    /** Three requests on one connection: a page, a download that arrives partly out of order, an upload that is sent twice. */
    static void keepAlive(Trace trace) {
        TcpConversation tcp = TcpConversation.linux(
                new Link(trace, Host.LAPTOP, Host.remote("198.51.100.80")),
                Duration.ofMillis(6_020),
                Duration.ofMillis(31),
                42_950,
                HTTP);
        tcp.open();
        tcp.send(FORWARD, get("files.example.com", "/"));
        tcp.send(BACKWARD, response("200 OK", "text/html; charset=utf-8", page(612)));
        tcp.pause(Duration.ofMillis(1_850));

        tcp.send(FORWARD, get("files.example.com", "/data/readings.csv"));
        byte[] download = response("200 OK", "text/csv", readings(10 * SEGMENT + 500));
        tcp.send(BACKWARD, Arrays.copyOf(download, 6 * SEGMENT));
        tcp.receiveSwapped(part(download, 6), part(download, 7));
        tcp.send(BACKWARD, Arrays.copyOfRange(download, 8 * SEGMENT, download.length));
        tcp.pause(Duration.ofMillis(3_300));

        byte[] form = Bytes.ascii("station=roof&from=2026-03-01&to=2026-03-17&format=csv&mail=ops%40example.com");
        tcp.sendTwice(FORWARD, post("files.example.com", "/jobs", form));
        tcp.send(
                BACKWARD,
                response("201 Created", "application/json", Bytes.ascii("{\"job\":4711,\"state\":\"queued\"}")));
        tcp.pause(Duration.ofSeconds(5));
        tcp.close(BACKWARD);
    }

    static void overIpv6(Trace trace) {
        TcpConversation tcp = TcpConversation.between(
                new Link(trace, Host.LAPTOP_V6, Host.remote("2001:db8:44::80")),
                Duration.ofMillis(1_590),
                Duration.ofMillis(47),
                53_318,
                TcpStack.APPLE,
                HTTP);
        tcp.open();
        tcp.send(FORWARD, get("six.example.org", "/status"));
        tcp.send(BACKWARD, response("200 OK", "application/json", readings(3_900)));
        tcp.pause(Duration.ofMillis(120));
        tcp.close(FORWARD);
    }

    /** A camera on VLAN 120 is asked for its state. */
    static void onVlan(Trace trace) {
        Host camera = Host.neighbour("00:40:8c:7e:21:5f", "192.168.120.40");
        Host recorder = Host.neighbour("00:11:32:a6:0e:33", "192.168.120.5");
        TcpConversation tcp = TcpConversation.linux(
                new Link(trace, recorder, camera, 120), Duration.ofMillis(30_250), Duration.ofMillis(2), 36_640, HTTP);
        tcp.open();
        tcp.send(FORWARD, get("camera-2.example", "/api/state"));
        tcp.send(
                BACKWARD,
                response("200 OK", "application/json", Bytes.ascii("{\"recording\":true,\"fps\":25,\"kbps\":3180}")));
        tcp.pause(Duration.ofMillis(15));
        tcp.close(BACKWARD);
    }

    private static byte[] part(byte[] message, int index) {
        return Arrays.copyOfRange(message, index * SEGMENT, (index + 1) * SEGMENT);
    }

    private static byte[] get(String host, String path) {
        return Bytes.ascii("GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: sample-client/1.4\r\nAccept: */*\r\nAccept-Encoding: identity\r\n\r\n");
    }

    private static byte[] post(String host, String path, byte[] body) {
        byte[] head = Bytes.ascii("POST " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: sample-client/1.4\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + body.length + "\r\n\r\n");
        return Bytes.concat(head, body);
    }

    private static byte[] response(String status, String type, byte[] body) {
        byte[] head = Bytes.ascii("HTTP/1.1 " + status
                + "\r\nServer: sample/2.0\r\nDate: Tue, 17 Mar 2026 09:30:00 GMT\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length + "\r\nConnection: keep-alive\r\n\r\n");
        return Bytes.concat(head, body);
    }

    private static byte[] page(int length) {
        String start = "<!DOCTYPE html><html><head><title>Files</title></head><body><ul>";
        String end = "</ul></body></html>\n";
        String item = "<li><a href=\"/data/readings.csv\">readings</a></li>";
        String items = item.repeat((length - start.length() - end.length()) / item.length());
        return Bytes.ascii(start + items + end);
    }

    /** Lines of time and temperature, cut at {@code length}. */
    private static byte[] readings(int length) {
        Noise noise = new Noise(80);
        StringBuilder lines = new StringBuilder("minute,celsius\n");
        for (int minute = 0; lines.length() < length; minute++) {
            lines.append(minute)
                    .append(',')
                    .append(12 + noise.below(9))
                    .append('.')
                    .append(noise.below(10))
                    .append('\n');
        }
        return Bytes.ascii(lines.substring(0, length));
    }
}
