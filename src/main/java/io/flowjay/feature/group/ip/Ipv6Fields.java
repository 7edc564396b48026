package io.flowjay.feature.group.ip;

import io.flowjay.flow.columns.IpFields;
import io.flowjay.flow.columns.PacketColumns;
import java.util.Arrays;
import java.util.BitSet;

/** One pass over the IPv6 headers of a flow. */
final class Ipv6Fields {
    static final int NONE = -1;
    /** Labels of more packets are marked in a bit set of all 20-bit labels, which takes less memory than sorting them. */
    private static final int SORTED = 1 << 15;

    private static final int LABELS = 1 << 20;

    int firstForwardLabel = NONE;
    int firstBackwardLabel = NONE;
    int labelChanges;
    int firstForwardClass = NONE;
    private final PacketColumns packets;
    private final BitSet classes = new BitSet();
    private int lastForwardLabel = NONE;
    private int lastBackwardLabel = NONE;

    Ipv6Fields(PacketColumns packets) {
        this.packets = packets;
        for (int i = 0; i < packets.size(); i++) {
            int trafficClass = IpFields.trafficClass(packets.ip(i));
            classes.set(trafficClass);
            if ((packets.info(i) & PacketColumns.BACKWARD) == 0) {
                if (firstForwardLabel == NONE) {
                    firstForwardLabel = label(i);
                    firstForwardClass = trafficClass;
                }
                labelChanges += isChange(lastForwardLabel, label(i));
                lastForwardLabel = label(i);
            } else {
                if (firstBackwardLabel == NONE) {
                    firstBackwardLabel = label(i);
                }
                labelChanges += isChange(lastBackwardLabel, label(i));
                lastBackwardLabel = label(i);
            }
        }
    }

    private int label(int index) {
        return IpFields.flowLabel(packets.ip(index), packets.info(index));
    }

    private static int isChange(int last, int label) {
        return last != NONE && last != label ? 1 : 0;
    }

    int classes() {
        return classes.cardinality();
    }

    /** Different labels of both directions. */
    int labels() {
        if (labelChanges == 0) {
            boolean both = firstForwardLabel != NONE && firstBackwardLabel != NONE;
            return both && firstForwardLabel != firstBackwardLabel ? 2 : 1;
        }
        if (packets.size() > SORTED) {
            BitSet seen = new BitSet(LABELS);
            for (int i = 0; i < packets.size(); i++) {
                seen.set(label(i));
            }
            return seen.cardinality();
        }
        int[] ascending = new int[packets.size()];
        Arrays.setAll(ascending, this::label);
        Arrays.sort(ascending);
        int different = 1;
        for (int i = 1; i < ascending.length; i++) {
            different += ascending[i] != ascending[i - 1] ? 1 : 0;
        }
        return different;
    }
}
