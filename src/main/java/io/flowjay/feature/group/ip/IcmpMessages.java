package io.flowjay.feature.group.ip;

import io.flowjay.flow.columns.IcmpColumns;
import java.util.BitSet;

/** One pass over the types of a flow's ICMP messages. */
final class IcmpMessages {
    private static final int TYPES = 256;

    /** Packets whose type is known: messages and fragments of messages. */
    int packets;

    int messages;
    int echoRequests;
    int echoReplies;
    int unreachable;
    int timeExceeded;
    int tooBig;
    /** The bits of all kinds seen. */
    int kinds;

    private final IcmpColumns columns;
    private final int[] perType = new int[TYPES];
    private final BitSet typesAndCodes = new BitSet();

    IcmpMessages(IcmpColumns columns, int size, int protocol) {
        this.columns = columns;
        for (int i = 0; i < size; i++) {
            int type = columns.type(i);
            packets += (type & IcmpColumns.HAS_TYPE) != 0 ? 1 : 0;
            if ((type & IcmpColumns.IS_MESSAGE) != 0) {
                add(protocol, type & 0xffff);
            }
        }
    }

    private void add(int protocol, int typeAndCode) {
        int type = typeAndCode >> 8;
        messages++;
        perType[type]++;
        typesAndCodes.set(typeAndCode);
        tooBig += IcmpKind.isTooBig(protocol, typeAndCode) ? 1 : 0;
        IcmpKind kind = IcmpKind.of(protocol, type);
        kinds |= kind.bit;
        switch (kind) {
            case ECHO_REQUEST -> echoRequests++;
            case ECHO_REPLY -> echoReplies++;
            case UNREACHABLE -> unreachable++;
            case TIME_EXCEEDED -> timeExceeded++;
            case REDIRECT, OTHER -> {}
        }
    }

    int typesAndCodes() {
        return typesAndCodes.cardinality();
    }

    /** The type of most messages; of several, the one that comes first. There must be a message. */
    int dominantType() {
        int most = 0;
        for (int count : perType) {
            most = Math.max(most, count);
        }
        int i = 0;
        while (!isMessage(i) || perType[type(i)] < most) {
            i++;
        }
        return type(i);
    }

    int count(int type) {
        return perType[type];
    }

    private boolean isMessage(int index) {
        return (columns.type(index) & IcmpColumns.IS_MESSAGE) != 0;
    }

    private int type(int index) {
        return columns.type(index) >> 8 & 0xff;
    }
}
