package io.flowjay.packet.decode;

import io.flowjay.packet.LinkType;
import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.DecoderTable;
import java.util.Map;
import java.util.Objects;

/** Private link types (LINKTYPE_USER0 to LINKTYPE_USER15), whose frames only the user of a capture knows, like Wireshark's DLT_USER table. */
final class UserLinkTypes {
    /** By the names of the setting {@code link-types}. */
    private static final Map<String, Integer> BY_NAME = Map.ofEntries(
            Map.entry("ethernet", LinkType.ETHERNET),
            Map.entry("raw", LinkType.RAW),
            Map.entry("null", LinkType.NULL),
            Map.entry("ppp", LinkType.PPP),
            Map.entry("chdlc", LinkType.C_HDLC),
            Map.entry("frame-relay", LinkType.FRELAY),
            Map.entry("mpls", LinkType.MPLS),
            Map.entry("linux-sll", LinkType.LINUX_SLL),
            Map.entry("linux-sll2", LinkType.LINUX_SLL2),
            Map.entry("ieee802.11", LinkType.IEEE802_11),
            Map.entry("radiotap", LinkType.IEEE802_11_RADIOTAP),
            Map.entry("erf", LinkType.ERF));

    private UserLinkTypes() {}

    /**
     * Gives link types their decoders.
     *
     * @param names names of the setting, by link type
     */
    static void addTo(DecoderTable linkTypes, Map<Integer, String> names) {
        names.forEach((linkType, name) -> linkTypes.replace(linkType, decoder(name)));
    }

    private static Decoder decoder(String name) {
        int linkType = Objects.requireNonNull(BY_NAME.get(name), name);
        return (frame, at) -> frame.link(linkType, at);
    }
}
