package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pcap4j.packet.TcpNoOperationOption;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.TcpPacket.TcpOption;
import org.pcap4j.packet.TcpSackOption;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.TcpPort;

/**
 * A TCP connection as a capture at the client's interface shows it: the client answers at once, the server one round trip later. Every
 * second full segment is acknowledged at once and a lone one after the delayed-acknowledgement timer (RFC 9293 section 3.8.6.3),
 * unless data of the receiver carries the acknowledgement before.
 */
final class TcpConversation {
    private enum Flag {
        SYN,
        ACK,
        PSH,
        RST,
        FIN
    }

    private static final int MILLISECOND = 1_000_000;
    private static final long DELAYED_ACK_NANOS = 40_000_000L;
    private static final long RETRANSMISSION_NANOS = 212_000_000L;
    private static final long LOCAL_TURN_NANOS = 35_000L;
    private static final long THINK_NANOS = 420_000L;
    private static final long BACK_TO_BACK_NANOS = 13_000L;

    private final Link link;
    private final Noise noise;
    private final TcpEnd client;
    private final TcpEnd server;
    private final List<TcpOption> extraSynOptions = new ArrayList<>();
    private final long roundTrip;
    private long now;
    private Way lastSender = FORWARD;

    /** @param start since the start of the capture, to the millisecond */
    TcpConversation(Link link, Duration start, Duration roundTrip, TcpEnd client, TcpEnd server, Noise noise) {
        this.link = link;
        this.now = start.toNanos() + noise.below(MILLISECOND);
        this.roundTrip = roundTrip.toNanos();
        this.client = client;
        this.server = server;
        this.noise = noise;
    }

    /** A Linux client and a Linux server. */
    static TcpConversation linux(Link link, Duration start, Duration roundTrip, int clientPort, int serverPort) {
        return between(link, start, roundTrip, clientPort, TcpStack.LINUX, serverPort);
    }

    static TcpConversation between(
            Link link, Duration start, Duration roundTrip, int clientPort, TcpStack client, int serverPort) {
        Noise noise = new Noise(clientPort * 65_536L + serverPort);
        TcpEnd from = new TcpEnd(clientPort, client, noise);
        return new TcpConversation(link, start, roundTrip, from, new TcpEnd(serverPort, TcpStack.LINUX, noise), noise);
    }

    /** Adds an option to the client's SYN, after the usual ones. */
    TcpConversation withSynOption(TcpOption option) {
        extraSynOptions.add(option);
        return this;
    }

    TcpConversation open() {
        syn();
        turn(BACKWARD, 0);
        control(BACKWARD, Flag.SYN, Flag.ACK);
        turn(FORWARD, 0);
        acknowledge(FORWARD);
        return this;
    }

    /** A SYN nobody answers. */
    void syn() {
        control(FORWARD, Flag.SYN);
    }

    /** A SYN answered by RST with sequence number zero (RFC 9293 section 3.10.7.1): nothing listens on the port. */
    void openRefused() {
        syn();
        server.next = 0;
        turn(BACKWARD, 0);
        control(BACKWARD, Flag.RST, Flag.ACK);
    }

    /** Sends a message in as many segments as it needs. */
    TcpConversation send(Way way, byte[] message) {
        turn(way, THINK_NANOS);
        List<Long> owedByServer = new ArrayList<>();
        int size = segmentSize();
        for (int offset = 0; offset < message.length; offset += size) {
            int end = Math.min(message.length, offset + size);
            data(way, Arrays.copyOfRange(message, offset, end), end == message.length);
            if (end(way.opposite()).owed == 2) {
                if (way == FORWARD) {
                    owedByServer.add(server.expected);
                    server.owed = 0;
                } else {
                    now += noise.around(LOCAL_TURN_NANOS / 3);
                    acknowledge(FORWARD);
                }
            }
            now += noise.around(BACK_TO_BACK_NANOS);
        }
        acknowledgeFromAfar(owedByServer);
        return this;
    }

    /** Sends one segment that is lost beyond the capture point and sent again when the retransmission timer ends. */
    TcpConversation sendTwice(Way way, byte[] segment) {
        turn(way, THINK_NANOS);
        long sequence = end(way).next;
        data(way, segment, true);
        now += noise.around(RETRANSMISSION_NANOS);
        emit(way, sequence, segment, options(way), EnumSet.of(Flag.ACK, Flag.PSH));
        end(way.opposite()).receive(end(way).next, end(way).timestamp(now));
        turn(way.opposite(), 0);
        acknowledge(way.opposite());
        return this;
    }

    /** The server sends two segments which the network delivers in the wrong order. */
    TcpConversation receiveSwapped(byte[] first, byte[] second) {
        turn(BACKWARD, THINK_NANOS);
        long firstSequence = server.next;
        long secondSequence = firstSequence + first.length;
        Set<Flag> flags = EnumSet.of(Flag.ACK);
        emit(BACKWARD, secondSequence, second, options(BACKWARD), flags);
        now += noise.around(LOCAL_TURN_NANOS);
        List<TcpOption> withSack = options(FORWARD);
        withSack.add(TcpNoOperationOption.getInstance());
        withSack.add(TcpNoOperationOption.getInstance());
        withSack.add(new TcpSackOption.Builder()
                .sacks(List.of(new TcpSackOption.Sack((int) secondSequence, (int) (secondSequence + second.length))))
                .correctLengthAtBuild(true)
                .build());
        emit(FORWARD, client.next, new byte[0], withSack, flags);
        now += noise.around(3 * LOCAL_TURN_NANOS);
        emit(BACKWARD, firstSequence, first, options(BACKWARD), flags);
        server.next = secondSequence + second.length;
        client.receive(server.next, server.timestamp(now));
        now += noise.around(LOCAL_TURN_NANOS);
        acknowledge(FORWARD);
        return this;
    }

    /** Nothing is said for a while; what is still owed is acknowledged. */
    TcpConversation pause(Duration duration) {
        long end = now + duration.toNanos();
        settle(FORWARD, DELAYED_ACK_NANOS);
        settle(BACKWARD, roundTrip + DELAYED_ACK_NANOS);
        now = Math.max(now, end);
        return this;
    }

    /** Both ends finish, {@code first} before the other. */
    void close(Way first) {
        settle(first, LOCAL_TURN_NANOS);
        turn(first, THINK_NANOS);
        control(first, Flag.FIN, Flag.ACK);
        turn(first.opposite(), 0);
        control(first.opposite(), Flag.FIN, Flag.ACK);
        turn(first, 0);
        acknowledge(first);
    }

    void reset(Way way) {
        turn(way, THINK_NANOS);
        control(way, Flag.RST, Flag.ACK);
    }

    private void acknowledge(Way way) {
        end(way).owed = 0;
        control(way, Flag.ACK);
    }

    private void settle(Way way, long delay) {
        if (end(way).owed > 0) {
            now += noise.around(delay);
            acknowledge(way);
        }
    }

    private void acknowledgeFromAfar(List<Long> sequences) {
        if (sequences.isEmpty()) {
            return;
        }
        long latest = server.expected;
        now += noise.around(roundTrip);
        for (long sequence : sequences) {
            server.expected = sequence;
            control(BACKWARD, Flag.ACK);
            now += noise.around(BACK_TO_BACK_NANOS);
        }
        server.expected = latest;
        lastSender = BACKWARD;
    }

    /** Lets pass what it takes {@code way} to answer. */
    private void turn(Way way, long thinking) {
        if (way != lastSender) {
            now += noise.around(way == BACKWARD ? roundTrip : LOCAL_TURN_NANOS);
        }
        now += noise.around(thinking);
        lastSender = way;
    }

    private void data(Way way, byte[] data, boolean last) {
        TcpEnd sender = end(way);
        Set<Flag> flags = last ? EnumSet.of(Flag.ACK, Flag.PSH) : EnumSet.of(Flag.ACK);
        emit(way, sender.next, data, options(way), flags);
        sender.next += data.length;
        sender.owed = 0;
        TcpEnd receiver = end(way.opposite());
        receiver.receive(sender.next, sender.timestamp(now));
        receiver.owed++;
    }

    private void control(Way way, Flag... flags) {
        Set<Flag> set = EnumSet.copyOf(Arrays.asList(flags));
        TcpEnd sender = end(way);
        emit(way, sender.next, new byte[0], options(way, set), set);
        if (set.contains(Flag.SYN) || set.contains(Flag.FIN)) {
            sender.next++;
        }
        end(way.opposite()).receive(sender.next, sender.timestamp(now));
    }

    private List<TcpOption> options(Way way, Set<Flag> flags) {
        TcpEnd sender = end(way);
        if (flags.contains(Flag.SYN)) {
            List<TcpOption> options = new ArrayList<>(
                    sender.stack.synOptions(maximumSegmentSize(), timestamps(), sender.timestamp(now), sender.echo));
            if (way == FORWARD) {
                options.addAll(extraSynOptions);
            }
            return options;
        }
        return flags.contains(Flag.RST) ? new ArrayList<>() : options(way);
    }

    private List<TcpOption> options(Way way) {
        TcpEnd sender = end(way);
        return timestamps() ? TcpStack.alignedTimestamp(sender.timestamp(now), sender.echo) : new ArrayList<>();
    }

    private void emit(Way way, long sequence, byte[] data, List<TcpOption> options, Set<Flag> flags) {
        TcpEnd sender = end(way);
        boolean syn = flags.contains(Flag.SYN);
        TcpPacket.Builder segment = new TcpPacket.Builder()
                .srcAddr(link.from(way).address())
                .dstAddr(link.to(way).address())
                .srcPort(TcpPort.getInstance((short) sender.port))
                .dstPort(TcpPort.getInstance((short) end(way.opposite()).port))
                .sequenceNumber((int) sequence)
                .acknowledgmentNumber(flags.contains(Flag.ACK) ? (int) sender.expected : 0)
                .syn(syn)
                .ack(flags.contains(Flag.ACK))
                .psh(flags.contains(Flag.PSH))
                .rst(flags.contains(Flag.RST))
                .fin(flags.contains(Flag.FIN))
                .window((short) (syn ? sender.stack.synWindow() : flags.contains(Flag.RST) ? 0 : sender.stack.window()))
                .options(options)
                .paddingAtBuild(true)
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true);
        if (data.length > 0) {
            segment.payloadBuilder(Link.bytes(data));
        }
        link.send(now, way, IpNumber.TCP, segment);
    }

    private TcpEnd end(Way way) {
        return way == FORWARD ? client : server;
    }

    private boolean timestamps() {
        return client.stack.hasTimestamps() && server.stack.hasTimestamps();
    }

    private int maximumSegmentSize() {
        return link.from(FORWARD).address() instanceof Inet4Address ? 1460 : 1440;
    }

    private int segmentSize() {
        return maximumSegmentSize() - (timestamps() ? 12 : 0);
    }
}
