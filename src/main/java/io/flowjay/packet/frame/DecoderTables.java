package io.flowjay.packet.frame;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.LinkType;

/**
 * Which decoder follows which number, like Wireshark's dissector tables. Each family of decoders adds its own; it reaches the others
 * by number only, so that no family knows another.
 */
public final class DecoderTables {
    private final DecoderTable linkTypes = new DecoderTable("link type", Ignored.UNSUPPORTED_LINK_TYPE);
    private final DecoderTable etherTypes = new DecoderTable("EtherType", Ignored.NOT_IP);
    private final DecoderTable ipProtocols = new DecoderTable("IP protocol", Ignored.NOT_IP);
    private final DecoderTable udpPorts = new DecoderTable("UDP port", Ignored.NOT_IP);
    private final DecoderTable wirelessBindings = new DecoderTable("wireless binding", Ignored.NOT_IP);

    /** Frames by {@link LinkType}. */
    public DecoderTable linkTypes() {
        return linkTypes;
    }

    /** What follows an {@link EtherType}. */
    public DecoderTable etherTypes() {
        return etherTypes;
    }

    /** Tunnels by {@link IpProtocol}; every other protocol ends the headers of a packet. */
    public DecoderTable ipProtocols() {
        return ipProtocols;
    }

    /** Tunnels over UDP by the port of either side (IANA "Service Name and Transport Protocol Port Number Registry"). */
    public DecoderTable udpPorts() {
        return udpPorts;
    }

    /** Frames in CAPWAP by their wireless binding identifier (RFC 5415 section 4.3). */
    public DecoderTable wirelessBindings() {
        return wirelessBindings;
    }
}
