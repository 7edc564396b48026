package io.flowjay.packet;

import io.flowjay.capture.RawPacket;
import org.jspecify.annotations.Nullable;

/**
 * Header fields of one packet, in host byte order; one instance is filled again for every packet. Fields are public because they
 * are read several times for every packet and mean nothing beyond their value.
 *
 * <p>An IPv4 address is the last 32 bits of its second word, the first word is zero.
 */
public final class DecodedPacket {
    /** More headers than this in one packet are not decoded. */
    public static final int MAX_HEADERS = 64;

    /** Capture time in nanoseconds since the Unix epoch. */
    public long timestampNanos;
    /** Decimal digits of a second that the capture's clock carries: 6, or 9 when it is finer than a microsecond. */
    public int timestampDigits;
    /** 1-based number of the packet in its capture. */
    public long number;

    /** Whether the capture holds only a part of what was on the wire (snapshot length). For a fragment: true if any fragment of its packet was cut. */
    public boolean truncated;

    /** Whether the same IP packet was captured shortly before, see {@link DecodeSettings#deduplicate}. */
    public boolean duplicate;

    /** 4 or 6. */
    public int ipVersion;
    /** Upper-layer protocol: the IPv4 protocol field, or what ends the IPv6 extension header chain (RFC 8200 section 4). */
    public int protocol;

    public long sourceHigh;
    public long sourceLow;
    public long destinationHigh;
    public long destinationLow;

    /** Source port; 0 when the protocol has none. */
    public int sourcePort;
    /** Destination port; 0 when the protocol has none. */
    public int destinationPort;

    /** IP header and payload in bytes, as the header states it: IPv4 total length, IPv6 payload length + 40. */
    public int ipLength;
    /** IPv4 time to live or IPv6 hop limit. */
    public int hopLimit;
    /** IPv4 type of service or IPv6 traffic class: DSCP and ECN (RFC 2474, RFC 3168). */
    public int trafficClass;
    /** IPv4 flags: 1 more fragments, 2 don't fragment, 4 reserved; 0 for IPv6. */
    public int ipFlags;
    /** IPv4 identification; 0 for IPv6. */
    public int identification;
    /** IPv6 flow label; 0 for IPv4. */
    public int flowLabel;
    /** Which extension headers an IPv6 packet has, in bits of {@link ExtensionHeader}; 0 for IPv4. */
    public int extensionHeaders;
    /** Transport payload in bytes, as the headers state it, but at most what was on the wire; never negative. */
    public int payloadLength;

    /** Where in {@link #data()} the transport header starts; meaningful when the ports are known. */
    public int transportAt;

    /** The low 8 bits of the TCP flags; meaningful when {@link #hasTcpFlags}. */
    public int tcpFlags;
    /** Whether this is TCP with its flags captured. */
    public boolean hasTcpFlags;
    /** The rest of the TCP header; meaningful when {@link #hasTcpFlags}. */
    public final TcpHeader tcp = new TcpHeader();
    /** Type and code of an ICMP or ICMPv6 message as {@code type << 8 | code}; -1 for anything else or when not captured. */
    public int icmpTypeAndCode;
    /** Whether this is an ICMP message whose type is known; of its fragments, the last. */
    public boolean hasIcmpMessage;
    /** Identifier and sequence number of an ICMP query as {@code identifier << 16 | sequence}; -1 for none or when not captured. */
    public long icmpQuery;

    /** The Ethernet frame around the packet. */
    public final EthernetFields ethernet = new EthernetFields();
    /** Identifier of the outermost VLAN tag, 0 when untagged. */
    public int vlanId;
    /** Identifiers of the first two VLAN tags from the outside, {@code first << 12 | second}; of one alone, that; 0 when untagged. */
    public int vlanIds;

    /** Why the ports are not known; null when they are, or the protocol has none. */
    public @Nullable PortsMissing portsMissing;

    /** Number of the interface that captured the packet, as {@link RawPacket#interfaceId()}; of a Linux cooked capture, the header's. */
    public int interfaceId;
    /** Name of that interface; null when the capture has none. */
    public @Nullable String interfaceName;

    /** The tunnels around the packet that have an identifier. */
    public final TunnelPath tunnelPath = new TunnelPath();

    /** Kind of the outermost tunnel; null when the packet is in none, or stands for the outermost flow. */
    public @Nullable Tunnel tunnel;
    /** Number of tunnels around the packet. */
    public int tunnelDepth;
    /** IP version of the outermost header; like the addresses it means nothing without a tunnel. */
    public int outerIpVersion;

    public long outerSourceHigh;
    public long outerSourceLow;
    public long outerDestinationHigh;
    public long outerDestinationLow;

    /** Headers from the link layer inwards; those from {@link #headerCount} on mean nothing. */
    public final Header[] headers = new Header[MAX_HEADERS];
    /** Number of {@link #headers}. */
    public int headerCount;

    private byte[] data = new byte[0];
    private int contentAt;
    private int contentLength;
    private int capturedEnd;

    /** Forgets the packet before, and takes over what the capture says about this one. */
    public void start(RawPacket raw) {
        timestampNanos = raw.timestampNanos();
        timestampDigits = raw.timestampDigits();
        number = raw.number();
        truncated = raw.capturedLength() < raw.wireLength();
        headerCount = 0;
        vlanId = 0;
        vlanIds = 0;
        portsMissing = null;
        duplicate = false;
        interfaceId = raw.interfaceId();
        interfaceName = raw.interfaceName();
        tunnelPath.clear();
        ethernet.clear();
        sourcePort = 0;
        destinationPort = 0;
        tcpFlags = 0;
        hasTcpFlags = false;
        icmpTypeAndCode = -1;
        hasIcmpMessage = false;
        icmpQuery = -1;
        tunnel = null;
        tunnelDepth = 0;
    }

    /**
     * Notes where the transport payload is.
     *
     * @param bytes hold it
     * @param at as {@link #contentAt()} returns
     * @param length as {@link #contentLength()} returns
     * @param captured where in {@code bytes} the captured bytes end
     */
    public void content(byte[] bytes, int at, int length, int captured) {
        if (data != bytes) {
            data = bytes;
        }
        contentAt = at;
        contentLength = length;
        capturedEnd = captured;
    }

    /** Notes a VLAN tag; the outermost one is the first to come here. */
    public void vlan(int id) {
        if (vlanId == 0) {
            vlanId = id;
        }
        if (vlanIds >>> 12 == 0) {
            vlanIds = vlanIds << 12 | id;
        }
    }

    /** The bytes that hold the transport payload; they change with the next packet. */
    public byte[] data() {
        return data;
    }

    /** Where in {@link #data()} the transport payload starts; meaningless when there is none. */
    public int contentAt() {
        return contentAt;
    }

    /**
     * Transport payload in bytes that this packet brings to whoever reads it: {@link #payloadLength}, but all the payload of an IP
     * packet that came in fragments with the last of them, and none with the others.
     */
    public int contentLength() {
        return contentLength;
    }

    /** Whether all the bytes of {@link #contentLength()}, and what is before them, were captured. */
    public boolean isContentWhole() {
        return contentAt + contentLength <= capturedEnd;
    }

    /** How many bytes of {@link #contentLength()} the capture holds. */
    public int contentCaptured() {
        return Math.max(0, Math.min(contentLength, capturedEnd - contentAt));
    }
}
