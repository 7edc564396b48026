package io.flowjay.packet.ip;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.ExtensionHeader;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.PortsMissing;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.frame.IpHeader;
import io.flowjay.packet.frame.Mark;
import io.flowjay.wire.Bytes;

/**
 * Whose flow an IP packet belongs to, once its headers are walked: that of a packet inside it, when it is a tunnel that carries
 * one that can be decoded, else its own. Fields are filled in on the way back, so that nothing has to be undone.
 */
final class IpLayer {
    private IpLayer() {}

    /**
     * Decodes what an IP packet carries.
     *
     * @param frame holds the bytes of the payload
     * @param data the bytes that hold the IP header; those of a reassembled packet differ from those of its payload
     * @param header where in them the header starts
     * @param ipLength the packet's length by its header
     * @param protocol the upper-layer protocol
     * @param at where the payload starts
     * @param length length of the payload
     * @return {@link Progress#DECODED} or {@link Progress#HELD}, or why the packet belongs to no flow
     */
    static Outcome decode(Frame frame, byte[] data, int header, int ipLength, int protocol, int at, int length) {
        if (frame.mayBeTunnel(protocol, at)) {
            Mark mark = frame.mark();
            frame.endAt((long) at + length);
            Outcome outcome = frame.tunnel(data, header, protocol, at);
            if (outcome == Progress.DECODED) {
                outer(frame.packet, data, header);
                return outcome;
            }
            // The other fragments of a packet inside are not known to belong to the flow outside.
            if (outcome == Progress.HELD || !frame.rewind(mark)) {
                return outcome;
            }
        }
        frame.noteRepetition(data, header, ipLength);
        frame.ipHeader(data, header);
        frame.packet.ipLength = ipLength;
        fields(frame.packet, data, header);
        Outcome outcome = UpperLayer.decode(frame, protocol, at, length);
        if (outcome instanceof PortsMissing) {
            frame.payload(at, Math.max(0, length));
        }
        return outcome;
    }

    /**
     * Notes the addresses of an IP packet whose upper-layer header cannot be read.
     *
     * @param at where what cannot be read starts
     * @param length bytes from there to the end of the IP packet
     * @param reason why
     * @return the reason
     */
    static Outcome withoutPorts(
            Frame frame, byte[] data, int header, int ipLength, int protocol, int at, int length, PortsMissing reason) {
        frame.noteRepetition(data, header, ipLength);
        frame.ipHeader(data, header);
        frame.packet.ipLength = ipLength;
        fields(frame.packet, data, header);
        frame.packet.protocol = protocol;
        frame.payload(at, Math.max(0, length));
        return reason;
    }

    private static void fields(DecodedPacket packet, byte[] data, int header) {
        int version = IpHeader.version(data, header);
        boolean v4 = version == 4;
        packet.ipVersion = version;
        packet.hopLimit = IpHeader.hopLimit(data, header);
        packet.trafficClass = IpHeader.trafficClass(data, header);
        packet.ipFlags = IpHeader.flags(data, header);
        packet.identification = v4 ? Bytes.u16be(data, header + 4) : 0;
        packet.flowLabel = v4 ? 0 : (int) Bytes.u32be(data, header) & 0xfffff;
        packet.extensionHeaders = v4 ? 0 : ExtensionHeader.of(packet);
        packet.sourceHigh = v4 ? 0 : Bytes.i64be(data, header + 8);
        packet.sourceLow = v4 ? Bytes.u32be(data, header + 12) : Bytes.i64be(data, header + 16);
        packet.destinationHigh = v4 ? 0 : Bytes.i64be(data, header + 24);
        packet.destinationLow = v4 ? Bytes.u32be(data, header + 16) : Bytes.i64be(data, header + 32);
    }

    /** Notes a header around a tunnel; the outermost one is the last to come here. */
    private static void outer(DecodedPacket packet, byte[] data, int header) {
        int version = IpHeader.version(data, header);
        boolean v4 = version == 4;
        packet.outerIpVersion = version;
        packet.outerSourceHigh = v4 ? 0 : Bytes.i64be(data, header + 8);
        packet.outerSourceLow = v4 ? Bytes.u32be(data, header + 12) : Bytes.i64be(data, header + 16);
        packet.outerDestinationHigh = v4 ? 0 : Bytes.i64be(data, header + 24);
        packet.outerDestinationLow = v4 ? Bytes.u32be(data, header + 16) : Bytes.i64be(data, header + 32);
    }
}
