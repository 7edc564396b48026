package io.flowjay.feature.group.ip;

import io.flowjay.flow.FlowPackets;
import io.flowjay.flow.IpFields;
import io.flowjay.flow.PacketColumns;
import java.util.Arrays;
import java.util.BitSet;

/** One pass over the IPv6 headers of a flow. */
final class Ipv6Fields {
    static final int NONE = -1;

    int firstForwardLabel = NONE;
    int firstBackwardLabel = NONE;
    int labelChanges;
    int firstForwardClass = NONE;
    private final FlowPackets packets;
    private final BitSet classes = new BitSet();
    private int lastForwardLabel = NONE;
    private int lastBackwardLabel = NONE;

    Ipv6Fields(FlowPackets packets) {
        this.packets = packets;
        for (int p = 0; p < packets.pages(); p++) {
            add(packets.page(p));
        }
    }

    private void add(PacketColumns page) {
        for (int i = 0; i < page.size(); i++) {
            int trafficClass = IpFields.trafficClass(page.ip()[i]);
            classes.set(trafficClass);
            if ((page.info()[i] & PacketColumns.BACKWARD) == 0) {
                if (firstForwardLabel == NONE) {
                    firstForwardLabel = label(page, i);
                    firstForwardClass = trafficClass;
                }
                labelChanges += isChange(lastForwardLabel, label(page, i));
                lastForwardLabel = label(page, i);
            } else {
                if (firstBackwardLabel == NONE) {
                    firstBackwardLabel = label(page, i);
                }
                labelChanges += isChange(lastBackwardLabel, label(page, i));
                lastBackwardLabel = label(page, i);
            }
        }
    }

    private static int label(PacketColumns page, int index) {
        return IpFields.flowLabel(page.ip()[index], page.info()[index]);
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
        return packets.pages() == 1 ? labels(packets.page(0)) : labelsOfPages();
    }

    private static int labels(PacketColumns page) {
        int[] ascending = new int[page.size()];
        Arrays.setAll(ascending, i -> label(page, i));
        Arrays.sort(ascending);
        int different = 1;
        for (int i = 1; i < ascending.length; i++) {
            different += ascending[i] != ascending[i - 1] ? 1 : 0;
        }
        return different;
    }

    /** A label has 20 bits: a set of all is no larger than a page. */
    private int labelsOfPages() {
        BitSet seen = new BitSet();
        for (int p = 0; p < packets.pages(); p++) {
            PacketColumns page = packets.page(p);
            for (int i = 0; i < page.size(); i++) {
                seen.set(label(page, i));
            }
        }
        return seen.cardinality();
    }
}
