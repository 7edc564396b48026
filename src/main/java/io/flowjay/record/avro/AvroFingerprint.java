package io.flowjay.record.avro;

import java.nio.charset.StandardCharsets;

/** CRC-64-AVRO of a schema's Parsing Canonical Form, as the specification of Avro 1.12 defines it ("Schema Fingerprints"). */
final class AvroFingerprint {
    private static final long EMPTY = 0xc15d213aa4d7a795L;
    private static final long[] TABLE = table();

    private AvroFingerprint() {}

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc >>> 1) ^ (EMPTY & -(crc & 1));
            }
            table[i] = crc;
        }
        return table;
    }

    /** The fingerprint of a canonical form. */
    static long of(String canonical) {
        long crc = EMPTY;
        for (byte next : canonical.getBytes(StandardCharsets.UTF_8)) {
            crc = (crc >>> 8) ^ TABLE[(int) (crc ^ next) & 0xff];
        }
        return crc;
    }
}
