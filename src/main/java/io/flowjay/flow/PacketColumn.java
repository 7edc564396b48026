package io.flowjay.flow;

/** A field of packets as it is written beside those of other packets, in the order of the columns of a {@link SpilledPackets}' block. */
enum PacketColumn {
    TIME(Long.BYTES, 0),
    LENGTH(Integer.BYTES, 0),
    PAYLOAD(Integer.BYTES, 0),
    IP(Integer.BYTES, 0),
    SEQUENCE(Integer.BYTES, PacketColumn.TCP),
    ACKNOWLEDGEMENT(Integer.BYTES, PacketColumn.TCP),
    TIMESTAMP(Integer.BYTES, PacketColumn.TIMESTAMPS),
    ECHO(Integer.BYTES, PacketColumn.TIMESTAMPS),
    ICMP_TYPE(Integer.BYTES, PacketColumn.ICMP),
    ICMP_QUERY(Integer.BYTES, PacketColumn.ICMP),
    INFO(Short.BYTES, 0),
    WINDOW(Character.BYTES, PacketColumn.TCP),
    OPTIONS(Byte.BYTES, PacketColumn.TCP);

    /** Bits of a block's kind: which columns it has beside those that every block has. */
    static final int TCP = 1;

    static final int TIMESTAMPS = 2;
    static final int ICMP = 4;

    /** Bytes of a value. */
    final int bytes;
    /** The bit of the kind of block that has the column; 0: every one. */
    final int kind;

    private static final PacketColumn[] ALL = values();

    PacketColumn(int bytes, int kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    boolean isIn(int blockKind) {
        return (blockKind & kind) == kind;
    }

    /** Bytes of all columns that a packet has in a block. */
    static int rowBytes(int blockKind) {
        int bytes = 0;
        for (PacketColumn column : ALL) {
            bytes += column.isIn(blockKind) ? column.bytes : 0;
        }
        return bytes;
    }

    /** Where the column is in a block. */
    int offset(int blockKind, int packets) {
        int offset = 0;
        for (int i = 0; i < ordinal(); i++) {
            offset += ALL[i].isIn(blockKind) ? ALL[i].bytes * packets : 0;
        }
        return offset;
    }
}
