package io.flowjay.packet.frame;

import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.EtherType;
import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.LinkType;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.Tunnel;
import io.flowjay.wire.Bytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The frame that is being decoded: its bytes, where they end, and the tables that say which decoder goes on. A decoder reads here,
 * notes its header, puts what it found into {@link #packet}, and hands over to the next one by number. One instance is filled
 * again for every packet.
 *
 * <p>Positions are those of {@link #data()}. A read beyond what {@link #has} confirms throws IndexOutOfBoundsException or returns
 * bytes that are not part of the frame.
 */
public final class Frame {
    private static final int MAX_HEADERS_TRIED = 256;
    private static final int NO_PART = -1;

    /** Where the fields go. */
    public final DecodedPacket packet = new DecodedPacket();

    private final @Nullable RecentPackets recent;
    private final DecoderTable linkTypes;
    private final DecoderTable etherTypes;
    private final DecoderTable ipProtocols;
    // The common ones have a call of their own each, so that the compiler can inline them.
    private final Decoder ethernet;
    private final Decoder ipv4;
    private final Decoder ipv6;
    private final Decoder udp;

    private byte[] data = new byte[0];
    private int capturedEnd;
    private long wireEnd;
    private int headersTried;
    private int tunnelsLeft;
    private byte[] carrierIn = data;
    private int carrierAt;
    private int continuations;
    /** Where the part of an aggregate starts that is being decoded, and the next one; negative when there is none. */
    private int part;

    private int nextPart;
    private int mostTunnels;
    /** The mark for each number of headers so far. */
    private final Mark[] marks = new Mark[DecodedPacket.MAX_HEADERS + 1];

    private byte[] ipHeaderIn = data;
    private int ipHeaderAt;
    private int payloadAt;

    /**
     * @param tables have every decoder
     * @param deduplicate as in {@link io.flowjay.packet.DecodeSettings}
     */
    public Frame(DecoderTables tables, Duration deduplicate) {
        recent = deduplicate.isZero() ? null : new RecentPackets(deduplicate);
        linkTypes = tables.linkTypes();
        etherTypes = tables.etherTypes();
        ipProtocols = tables.ipProtocols();
        ethernet = linkTypes.get(LinkType.ETHERNET);
        ipv4 = etherTypes.get(EtherType.IPV4);
        ipv6 = etherTypes.get(EtherType.IPV6);
        udp = ipProtocols.get(IpProtocol.UDP);
        for (int i = 0; i < marks.length; i++) {
            marks[i] = new Mark();
        }
    }

    /**
     * Starts with a packet as read.
     *
     * @param maxTunnels tunnels inside one another that are followed
     */
    public void start(RawPacket raw, int maxTunnels) {
        packet.start(raw);
        // Here and below: storing the reference that is there already would only cost the garbage collector's barrier.
        if (data != raw.data()) {
            data = raw.data();
        }
        long frameEnd = (long) raw.offset() + raw.wireLength();
        wireEnd = Math.max(raw.offset(), frameEnd - raw.fcsLength());
        capturedEnd = (int) Math.min((long) raw.offset() + raw.capturedLength(), wireEnd);
        headersTried = 0;
        tunnelsLeft = maxTunnels;
        mostTunnels = maxTunnels;
        part = NO_PART;
        nextPart = NO_PART;
    }

    /**
     * Starts again with the same packet as read, at the next part of the aggregate in it.
     *
     * @return whether there is one
     */
    public boolean startNextPart(RawPacket raw) {
        if (nextPart == NO_PART) {
            return false;
        }
        int at = nextPart;
        start(raw, mostTunnels);
        part = at;
        return true;
    }

    /**
     * Which part of an aggregate is to be decoded. Inside a tunnel it is always the first, since the packet is one of the tunnel too.
     *
     * @param first where the first part starts
     */
    public int part(int first) {
        return part == NO_PART || tunnelsLeft < mostTunnels ? first : part;
    }

    /** Notes where the next part of an aggregate starts. */
    public void nextPart(int at) {
        if (tunnelsLeft == mostTunnels) {
            nextPart = at;
        }
    }

    /**
     * Goes on in other bytes, from their start: those that a decoder put together or wrote out.
     *
     * @param bytes hold what goes on
     * @param captured where in them the captured bytes end
     * @param end where they would end had all been captured
     */
    public void continueIn(byte[] bytes, int captured, long end) {
        data = bytes;
        capturedEnd = captured;
        wireEnd = end;
        continuations++;
    }

    /** The bytes that hold the frame. */
    public byte[] data() {
        return data;
    }

    /** Where in {@link #data()} the captured bytes end. */
    public int capturedEnd() {
        return capturedEnd;
    }

    /** Whether {@code length} bytes from {@code offset} on were captured. */
    public boolean has(int offset, int length) {
        return length <= capturedEnd - offset;
    }

    /** Bytes that the frame had on the wire from {@code offset} on, without its frame check sequence: no payload there is longer. */
    public int wireLength(int offset) {
        return (int) Math.min(Integer.MAX_VALUE, wireEnd - offset);
    }

    /** Leaves out bytes at the end of the frame: a trailer that is not payload. */
    public void leaveOut(int trailer) {
        endAt(wireEnd - trailer);
    }

    /** Lets the frame end at {@code end}, unless it ends before that. */
    public void endAt(long end) {
        wireEnd = Math.min(wireEnd, end);
        capturedEnd = (int) Math.min(capturedEnd, wireEnd);
    }

    /** Unsigned 8 bits. */
    public int u8(int at) {
        return Bytes.u8(data, at);
    }

    /** Unsigned 16 bits, network order. */
    public int u16be(int at) {
        return Bytes.u16be(data, at);
    }

    /** Unsigned 16 bits, little-endian. */
    public int u16le(int at) {
        return Bytes.u16le(data, at);
    }

    /** Unsigned 32 bits, network order. */
    public long u32be(int at) {
        return Bytes.u32be(data, at);
    }

    /** Unsigned 32 bits, little-endian. */
    public long u32le(int at) {
        return Bytes.u32le(data, at);
    }

    /**
     * Notes a header of {@code length} bytes at {@code offset}.
     *
     * @return {@link Progress#CONTINUE}, or why the header cannot be read
     */
    public Outcome enter(Header header, int offset, int length) {
        return has(offset, length) ? note(header) : Ignored.TRUNCATED_HEADER;
    }

    /**
     * Notes a header from which nothing is read. The number of headers is bounded, and so is that of all headers tried where
     * several readings of the same bytes are.
     *
     * @return {@link Progress#CONTINUE}, or why no header can follow
     */
    public Outcome note(Header header) {
        if (packet.headerCount == DecodedPacket.MAX_HEADERS || headersTried == MAX_HEADERS_TRIED) {
            return Ignored.TOO_MANY_HEADERS;
        }
        headersTried++;
        int last = packet.headerCount++;
        if (packet.headers[last] != header) {
            packet.headers[last] = header;
        }
        return Progress.CONTINUE;
    }

    /**
     * Marks the place after the header noted last, before a reading of what follows that may lead nowhere. It allocates nothing: a
     * mark lasts until the next one after the same number of headers.
     */
    public Mark mark() {
        Mark mark = marks[packet.headerCount];
        mark.headerCount = packet.headerCount;
        mark.capturedEnd = capturedEnd;
        mark.wireEnd = wireEnd;
        mark.tunnelsLeft = tunnelsLeft;
        mark.continuations = continuations;
        mark.vlanId = packet.vlanId;
        mark.vlanIds = packet.vlanIds;
        mark.tunnelPath.set(packet.tunnelPath);
        return mark;
    }

    /**
     * Goes back to a mark, unless decoding went on in other bytes since: the reading took the frame into a packet put together from
     * fragments, and the frame is no longer a packet of its own.
     *
     * @return whether the frame is at the mark again
     */
    public boolean rewind(Mark mark) {
        if (mark.continuations != continuations) {
            return false;
        }
        packet.headerCount = mark.headerCount;
        capturedEnd = mark.capturedEnd;
        wireEnd = mark.wireEnd;
        tunnelsLeft = mark.tunnelsLeft;
        packet.vlanId = mark.vlanId;
        packet.vlanIds = mark.vlanIds;
        packet.tunnelPath.set(mark.tunnelPath);
        return true;
    }

    /** Decodes a frame of a link type (tcpdump.org). */
    public Outcome link(int linkType, int at) {
        return linkType == LinkType.ETHERNET
                ? ethernet.decode(this, at)
                : linkTypes.get(linkType).decode(this, at);
    }

    /** Decodes what follows an EtherType; a number that is the length of an IEEE 802.3 frame announces an LLC header. */
    public Outcome etherType(int type, int at) {
        if (type == EtherType.IPV4) {
            return ipv4.decode(this, at);
        }
        if (type == EtherType.IPV6) {
            return ipv6.decode(this, at);
        }
        int known = type <= EtherType.MAX_LENGTH ? EtherType.JUMBO_LLC : type;
        return etherTypes.get(known).decode(this, at);
    }

    /** Whether what follows an EtherType has a decoder. */
    public boolean knowsEtherType(int type) {
        return etherTypes.contains(type);
    }

    /** Decodes an Ethernet frame. */
    public Outcome ethernet(int at) {
        return ethernet.decode(this, at);
    }

    /** Decodes an IPv4 packet. */
    public Outcome ipv4(int at) {
        return ipv4.decode(this, at);
    }

    /** Decodes an IPv6 packet. */
    public Outcome ipv6(int at) {
        return ipv6.decode(this, at);
    }

    /** Decodes an IP packet, whose first four bits say which version it is. */
    public Outcome ip(int at) {
        if (!has(at, 1)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return switch (u8(at) >> 4) {
            case 4 -> ipv4.decode(this, at);
            case 6 -> ipv6.decode(this, at);
            default -> Ignored.NOT_IP;
        };
    }

    /**
     * Whether an IP packet may be a tunnel that is still to be followed.
     *
     * @param protocol its upper-layer protocol
     * @param at where its payload starts
     */
    public boolean mayBeTunnel(int protocol, int at) {
        if (tunnelsLeft == 0) {
            return false;
        }
        return protocol == IpProtocol.UDP ? udp.mayDecode(this, at) : ipProtocols.contains(protocol);
    }

    /**
     * Decodes what a tunnel carries.
     *
     * @param header bytes that hold the IP header of the packet that carries it
     * @param headerAt where in them the header starts
     * @param protocol upper-layer protocol of that packet
     * @param at where its payload starts
     */
    public Outcome tunnel(byte[] header, int headerAt, int protocol, int at) {
        tunnelsLeft--;
        if (carrierIn != header) {
            carrierIn = header;
        }
        carrierAt = headerAt;
        return protocol == IpProtocol.UDP
                ? udp.decode(this, at)
                : ipProtocols.get(protocol).decode(this, at);
    }

    /** IP version of the packet whose payload is being decoded as a tunnel; a packet inside changes it. */
    public int carrierVersion() {
        return IpHeader.version(carrierIn, carrierAt);
    }

    /**
     * Notes the identifier of the tunnel that is being decoded, before what is inside.
     *
     * @param id unsigned
     */
    public void tunnelId(Tunnel kind, int id) {
        packet.tunnelPath.add(kind, id);
    }

    /** The same of an identifier that the receiver of the packet chose: it is unique between the two ends of the tunnel only. */
    public void receiversTunnelId(Tunnel kind, int id) {
        packet.tunnelPath.addReceivers(kind, id, IpHeader.ends(carrierIn, carrierAt));
    }

    /**
     * Notes the transport payload.
     *
     * @param at where it starts
     * @param length its bytes, as {@link DecodedPacket#payloadLength}
     */
    public void payload(int at, int length) {
        payloadAt = at;
        packet.payloadLength = length;
    }

    /** Where the transport payload starts. */
    public int payloadAt() {
        return payloadAt;
    }

    /** Notes the IP header whose flow the packet belongs to. */
    public void ipHeader(byte[] bytes, int at) {
        if (ipHeaderIn != bytes) {
            ipHeaderIn = bytes;
        }
        ipHeaderAt = at;
    }

    /**
     * Notes whether an IP packet repeats one that was captured before. One that was put together does not: its fragments were looked at.
     *
     * @param bytes hold its IP header
     * @param at where in them the header starts, which is there as a whole
     * @param ipLength the packet's length
     */
    public void noteRepetition(byte[] bytes, int at, int ipLength) {
        if (recent != null) {
            int captured = Math.min(ipLength, capturedEnd - at);
            packet.duplicate = bytes == data
                    && recent.repeats(
                            bytes, at, ipLength, captured, wireLength(at), packet.timestampNanos, packet.number);
        }
    }

    /** The bytes that hold the IP header whose flow the packet belongs to. */
    public byte[] ipHeaderIn() {
        return ipHeaderIn;
    }

    /** Where in {@link #ipHeaderIn()} the header starts. */
    public int ipHeaderAt() {
        return ipHeaderAt;
    }
}
