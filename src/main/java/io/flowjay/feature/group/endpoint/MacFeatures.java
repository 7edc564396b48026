package io.flowjay.feature.group.endpoint;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;
import static io.flowjay.feature.Privacy.HIGH;
import static io.flowjay.feature.Privacy.SENSITIVE;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.flow.DistinctValues;
import io.flowjay.flow.EthernetEnds;
import io.flowjay.settings.Profile;
import java.util.HexFormat;

/** Group {@code mac}: addresses and VLANs of the Ethernet frames (IEEE 802.3, 802.1Q) that packets came in. */
public final class MacFeatures implements FeatureGroup {
    private static final String NAME = "mac";
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final int ADDRESS_BYTES = 6;

    private static final int HAS_SOURCE = 0x01;
    private static final int HAS_DESTINATION = 0x02;
    private static final int SEVERAL_SOURCES = 0x04;
    private static final int SEVERAL_DESTINATIONS = 0x08;
    private static final int HAS_VLAN = 0x10;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXPERIMENTAL);
    private static final TextFeature MAC_SRC = F.direction(SRC_TO_DST)
            .privacy(HIGH)
            .formula("Ethernet source of first(packets) if it is of fwd, else its Ethernet destination")
            .string("mac_src", "Address of the initiator's side in the first packet, as aa:bb:cc:dd:ee:ff");
    private static final TextFeature MAC_DST = F.direction(DST_TO_SRC)
            .privacy(HIGH)
            .formula("Ethernet destination of first(packets) if it is of fwd, else its Ethernet source")
            .string("mac_dst", "Address of the responder's side in the first packet, as aa:bb:cc:dd:ee:ff");
    private static final IntegerFeature MAC_ETH_TYPE = F.formula("EtherType of first(packets) after its VLAN tags")
            .int64("mac_eth_type", "number", "EtherType of the first packet, after VLAN tags; 0 if there is none");
    private static final IntegerFeature MAC_VLAN_ID = F.privacy(SENSITIVE)
            .formula("min(identifier > 0 of the outermost VLAN tag that has one); 0 without one")
            .int64("mac_vlan_id", "number", "Smallest VLAN identifier, of each packet's outermost tag that has one");
    private static final IntegerFeature MAC_VLAN_COUNT = F.formula(
                    "min(1024, distinct(identifier > 0 of the outermost VLAN tag that has one))")
            .int64("mac_vlan_count", "count", "Different VLAN identifiers, up to 1024");
    private static final IntegerFeature MAC_UNIQUE_SRC_COUNT = F.formula(
                    "min(1025, distinct(Ethernet source of fwd, Ethernet destination of bwd))")
            .int64(
                    "mac_unique_src_count",
                    "count",
                    "Different addresses on the initiator's side: sources of its packets, destinations of the responder's; up to 1025");
    private static final IntegerFeature MAC_UNIQUE_DST_COUNT = F.formula(
                    "min(1025, distinct(Ethernet destination of fwd, Ethernet source of bwd))")
            .int64(
                    "mac_unique_dst_count",
                    "count",
                    "Different addresses on the responder's side: destinations of the initiator's packets, sources of its own; up to 1025");
    private static final IntegerFeature MAC_STAT = F.formula(
                    "3 with Ethernet, + 4 * (mac_unique_src_count > 1) + 8 * (mac_unique_dst_count > 1) + 16 * (mac_vlan_count > 0)")
            .int64(
                    "mac_stat",
                    "bitmap",
                    "Bits: 1 source known, 2 destination known, 4 several addresses on the initiator's side, 8 several on the responder's, 16 VLAN");
    private static final IntegerFeature MAC_BROADCAST_COUNT = F.formula(
                    "count(Ethernet destination = ff:ff:ff:ff:ff:ff)")
            .int64("mac_broadcast_count", "count", "Packets to ff:ff:ff:ff:ff:ff");
    private static final IntegerFeature MAC_MULTICAST_COUNT = F.formula(
                    "count(Ethernet destination with bit 0 of its first byte, but ff:ff:ff:ff:ff:ff)")
            .int64("mac_multicast_count", "count", "Packets to any other group address");
    private static final IntegerFeature MAC_VLAN_TAGS = F.profile(Profile.FLOWJAY)
            .formula("max(VLAN tags of a packet)")
            .int64("mac_vlan_tags", "count", "VLAN tags of the packet that has most; 2 or more is QinQ");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new MacFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().ethernetEnds() != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        EthernetEnds ends = view.flow().ethernetEnds();
        if (ends == null) {
            return;
        }
        int sources = ends.initiatorAddresses();
        int destinations = ends.responderAddresses();
        out.set(MAC_SRC, view.ids().address(text(ends.initiator())));
        out.set(MAC_DST, view.ids().address(text(ends.responder())));
        out.set(MAC_ETH_TYPE, ends.firstType());
        out.set(MAC_UNIQUE_SRC_COUNT, sources);
        out.set(MAC_UNIQUE_DST_COUNT, destinations);
        out.set(MAC_BROADCAST_COUNT, ends.broadcasts());
        out.set(MAC_MULTICAST_COUNT, ends.multicasts());
        out.set(MAC_VLAN_TAGS, ends.maxVlanTags());
        DistinctValues vlans = ends.vlans();
        if (vlans != null) {
            out.set(MAC_VLAN_ID, vlans.min());
            out.set(MAC_VLAN_COUNT, vlans.size());
        }
        int stat = HAS_SOURCE | HAS_DESTINATION;
        stat |= sources > 1 ? SEVERAL_SOURCES : 0;
        stat |= destinations > 1 ? SEVERAL_DESTINATIONS : 0;
        stat |= vlans != null ? HAS_VLAN : 0;
        out.set(MAC_STAT, stat);
    }

    private static String text(long address) {
        byte[] bytes = new byte[ADDRESS_BYTES];
        for (int i = 0; i < ADDRESS_BYTES; i++) {
            bytes[i] = (byte) (address >> ((ADDRESS_BYTES - 1 - i) * 8));
        }
        return COLONS.formatHex(bytes);
    }
}
