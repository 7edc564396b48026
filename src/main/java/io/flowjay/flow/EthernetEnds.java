package io.flowjay.flow;

import io.flowjay.packet.EthernetFields;
import org.jspecify.annotations.Nullable;

/**
 * The link-layer addresses and VLANs of a flow's packets in Ethernet frames. A side's addresses are those that its packets come
 * from and those that the other side's packets go to.
 */
public final class EthernetEnds {
    private static final long BROADCAST = 0xffff_ffff_ffffL;
    private static final long GROUP = 0x0100_0000_0000L;

    private boolean firstBackward;
    private final long firstSource;
    private final long firstDestination;
    private final char firstType;
    private int broadcasts;
    private int multicasts;
    private byte maxVlanTags;
    /** Addresses beside the one in the first packet. */
    private @Nullable DistinctValues moreOfInitiator;

    private @Nullable DistinctValues moreOfResponder;
    private @Nullable DistinctValues vlans;

    EthernetEnds(EthernetFields first, boolean backward) {
        firstBackward = backward;
        firstSource = first.source;
        firstDestination = first.destination;
        firstType = (char) first.type;
    }

    void add(EthernetFields frame, boolean backward) {
        // A packet that goes the first one's way has its addresses, one of the other way the same exchanged.
        boolean firstWay = backward == firstBackward;
        long ofFirstSource = firstWay ? frame.source : frame.destination;
        long ofFirstDestination = firstWay ? frame.destination : frame.source;
        if (ofFirstSource != firstSource) {
            addOther(firstBackward, ofFirstSource);
        }
        if (ofFirstDestination != firstDestination) {
            addOther(!firstBackward, ofFirstDestination);
        }
        if (frame.destination == BROADCAST) {
            broadcasts++;
        } else if ((frame.destination & GROUP) != 0) {
            multicasts++;
        }
        maxVlanTags = (byte) Math.max(maxVlanTags, frame.vlanTags);
        if (frame.vlanId != 0) {
            if (vlans == null) {
                vlans = new DistinctValues(frame.vlanId);
            }
            vlans.add(frame.vlanId);
        }
    }

    /** Exchanges the sides. */
    void turn() {
        firstBackward = !firstBackward;
        DistinctValues ofInitiator = moreOfInitiator;
        moreOfInitiator = moreOfResponder;
        moreOfResponder = ofInitiator;
    }

    private void addOther(boolean responder, long address) {
        DistinctValues more = responder ? moreOfResponder : moreOfInitiator;
        if (more == null) {
            more = new DistinctValues(address);
            if (responder) {
                moreOfResponder = more;
            } else {
                moreOfInitiator = more;
            }
        }
        more.add(address);
    }

    /** The initiator's address in the first packet, 48 bits: the source if the initiator sent it, otherwise the destination. */
    public long initiator() {
        return firstBackward ? firstDestination : firstSource;
    }

    /** The responder's address in the first packet, 48 bits. */
    public long responder() {
        return firstBackward ? firstSource : firstDestination;
    }

    /** EtherType of the first packet, behind its tags; 0 when it has none. */
    public int firstType() {
        return firstType;
    }

    /** Packets to ff:ff:ff:ff:ff:ff. */
    public int broadcasts() {
        return broadcasts;
    }

    /** Packets to other group addresses (IEEE 802 clause 8: the first octet is odd). */
    public int multicasts() {
        return multicasts;
    }

    /** VLAN tags of the packet that has most. */
    public int maxVlanTags() {
        return maxVlanTags;
    }

    /** Different addresses on the initiator's side, up to 1 + {@link DistinctValues#MAX_SIZE}. */
    public int initiatorAddresses() {
        return 1 + size(moreOfInitiator);
    }

    /** Different addresses on the responder's side, up to 1 + {@link DistinctValues#MAX_SIZE}. */
    public int responderAddresses() {
        return 1 + size(moreOfResponder);
    }

    /** Identifiers of the outermost VLAN tags; null when no packet has one. */
    public @Nullable DistinctValues vlans() {
        return vlans;
    }

    private static int size(@Nullable DistinctValues values) {
        return values == null ? 0 : values.size();
    }
}
