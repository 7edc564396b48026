package io.flowjay.flow.columns;

/** A field of packets as it is written beside those of other packets, in the order of the columns of a {@link SpilledPackets}' block. */
enum PacketColumn {
    TIME(0, Long.BYTES, 0),
    LENGTH(1, Integer.BYTES, 0),
    PAYLOAD(2, Integer.BYTES, 0),
    IP(3, Integer.BYTES, 0),
    SEQUENCE(4, Integer.BYTES, PacketColumn.TCP),
    ACKNOWLEDGEMENT(5, Integer.BYTES, PacketColumn.TCP),
    TIMESTAMP(6, Integer.BYTES, PacketColumn.TIMESTAMPS),
    ECHO(7, Integer.BYTES, PacketColumn.TIMESTAMPS),
    ICMP_TYPE(8, Integer.BYTES, PacketColumn.ICMP),
    ICMP_QUERY(9, Integer.BYTES, PacketColumn.ICMP),
    INFO(10, Short.BYTES, 0),
    WINDOW(11, Character.BYTES, PacketColumn.TCP),
    OPTIONS(12, Byte.BYTES, PacketColumn.TCP);

    /** Bits of a block's kind: which columns it has beside those that every block has. */
    static final int TCP = 1;

    static final int TIMESTAMPS = 2;
    static final int ICMP = 4;

    /** Which column of a block it is, from 0 on. */
    final int place;
    /** Bytes of a value. */
    final int bytes;
    /** The bit of the kind of block that has the column; 0: every one. */
    final int kind;

    private static final PacketColumn[] ALL = values();

    PacketColumn(int place, int bytes, int kind) {
        this.place = place;
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
        for (int i = 0; i < place; i++) {
            offset += ALL[i].isIn(blockKind) ? ALL[i].bytes * packets : 0;
        }
        return offset;
    }
}
