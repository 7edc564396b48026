package io.flowjay.packet.ip;

import io.flowjay.packet.Header;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.PortsMissing;
import io.flowjay.packet.Progress;
import io.flowjay.packet.fragment.Fragment;
import io.flowjay.packet.fragment.FragmentAssembler;
import io.flowjay.packet.fragment.FragmentKey;
import io.flowjay.packet.frame.Frame;
import org.jspecify.annotations.Nullable;

/** The headers between an IP header and the upper layer (RFC 8200 section 4, RFC 4302 section 2), each naming the next. */
final class ExtensionHeaders {
    static final int MIN_LENGTH = 8;
    private static final int MORE_FRAGMENTS = 0x0001;
    private static final int FRAGMENT_OFFSET = 0xfff8;

    private final FragmentAssembler fragments;

    ExtensionHeaders(FragmentAssembler fragments) {
        this.fragments = fragments;
    }

    /**
     * Walks the headers, and decodes what follows them.
     *
     * @param frame holds the bytes of what follows
     * @param ipHeaderIn the bytes that hold the IP header
     * @param header where in them it starts
     * @param ipLength the packet's length by its header
     * @param firstHeader the protocol number in the IP header
     * @param start what follows the IP header
     * @param length bytes from there to the end of the IP packet
     */
    Outcome walk(Frame frame, byte[] ipHeaderIn, int header, int ipLength, int firstHeader, int start, int length) {
        int nextHeader = firstHeader;
        int at = start;
        int left = length;
        for (Header type = type(nextHeader); type != null; type = type(nextHeader)) {
            if (left < MIN_LENGTH || !frame.has(at, MIN_LENGTH)) {
                PortsMissing reason =
                        left < MIN_LENGTH ? PortsMissing.MALFORMED_EXTENSION : PortsMissing.TRUNCATED_TRANSPORT;
                return IpLayer.withoutPorts(frame, ipHeaderIn, header, ipLength, nextHeader, at, left, reason);
            }
            Outcome entered = frame.note(type);
            if (entered != Progress.CONTINUE) {
                return entered;
            }
            int following = frame.u8(at);
            int headerLength = headerLength(frame, type, at);
            if (headerLength > left) {
                return IpLayer.withoutPorts(
                        frame, ipHeaderIn, header, ipLength, nextHeader, at, left, PortsMissing.MALFORMED_EXTENSION);
            }
            int fragment = type == Header.FRAGMENT ? frame.u16be(at + 2) : 0;
            at += headerLength;
            left -= headerLength;
            nextHeader = following;
            if ((fragment & (FRAGMENT_OFFSET | MORE_FRAGMENTS)) != 0) {
                if (frame.data() != ipHeaderIn) {
                    // Fragments of fragments within one packet.
                    return IpLayer.withoutPorts(
                            frame, ipHeaderIn, header, ipLength, following, at, left, PortsMissing.MALFORMED_FRAGMENT);
                }
                FragmentKey key = FragmentKey.ipv6(ipHeaderIn, header, frame.u32be(at - 4));
                boolean more = (fragment & MORE_FRAGMENTS) != 0;
                int offset = fragment & FRAGMENT_OFFSET;
                Outcome added =
                        fragments.add(frame, new Fragment(key, following, offset, more, at, left, header, ipLength));
                if (added instanceof PortsMissing reason) {
                    return IpLayer.withoutPorts(frame, ipHeaderIn, header, ipLength, following, at, left, reason);
                }
                if (added != Progress.CONTINUE) {
                    return added;
                }
                nextHeader = fragments.protocol();
                at = 0;
                left = frame.wireLength(0);
            }
        }
        return IpLayer.decode(frame, ipHeaderIn, header, ipLength, nextHeader, at, left);
    }

    private static int headerLength(Frame frame, Header type, int at) {
        return switch (type) {
            case FRAGMENT -> MIN_LENGTH;
            case AUTHENTICATION -> (frame.u8(at + 1) + 2) * 4;
            default -> MIN_LENGTH + frame.u8(at + 1) * 8;
        };
    }

    private static @Nullable Header type(int nextHeader) {
        return switch (nextHeader) {
            case IpProtocol.HOP_BY_HOP -> Header.HOP_BY_HOP;
            case IpProtocol.ROUTING -> Header.ROUTING;
            case IpProtocol.FRAGMENT -> Header.FRAGMENT;
            case IpProtocol.AUTHENTICATION -> Header.AUTHENTICATION;
            case IpProtocol.DESTINATION_OPTIONS -> Header.DESTINATION_OPTIONS;
            default -> null;
        };
    }
}
