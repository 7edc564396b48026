package io.flowjay.sample;

import java.util.HashMap;
import java.util.Map;

/** A DNS message (RFC 1035 section 4) being written, names compressed by pointers to earlier ones. */
final class DnsMessage {
    static final int A = 1;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int MX = 15;
    static final int TXT = 16;
    static final int AAAA = 28;
    static final int HTTPS = 65;

    private static final int PTR = 12;
    private static final int INTERNET = 1;
    private static final int NAME_ERROR = 3;
    private static final int POINTER = 0xC000;

    private final Bytes message = new Bytes();
    private final Map<String, Integer> names = new HashMap<>();

    private DnsMessage() {}

    /** A recursive query with an EDNS record that offers 1232 bytes (RFC 6891). */
    static byte[] query(int id, String name, int type) {
        DnsMessage query = new DnsMessage();
        query.message.u16(id).u16(0x0100).u16(1).u16(0).u16(0).u16(1);
        query.question(name, type);
        query.message.u8(0).u16(41).u16(1232).u32(0).u16(0);
        return query.message.toArray();
    }

    /** A question for service pointers, as multicast DNS asks it. */
    static byte[] multicastQuery(String name) {
        DnsMessage query = new DnsMessage();
        query.message.u16(0).u16(0).u16(1).u16(0).u16(0).u16(0);
        return query.question(name, PTR).message.toArray();
    }

    static DnsMessage answer(int id, String name, int type, int answers) {
        DnsMessage answer = new DnsMessage();
        answer.message.u16(id).u16(0x8180).u16(1).u16(answers).u16(0).u16(0);
        return answer.question(name, type);
    }

    /** The name does not exist; one authority record follows. */
    static DnsMessage nameError(int id, String name, int type) {
        DnsMessage answer = new DnsMessage();
        answer.message.u16(id).u16(0x8180 | NAME_ERROR).u16(1).u16(0).u16(1).u16(0);
        return answer.question(name, type);
    }

    private DnsMessage question(String name, int type) {
        writeName(message, name);
        message.u16(type).u16(INTERNET);
        return this;
    }

    /** A record whose data holds no compressed name. */
    DnsMessage record(String owner, int type, int ttlSeconds, byte[] data) {
        writeName(message, owner);
        message.u16(type).u16(INTERNET).u32(ttlSeconds).vector16(data);
        return this;
    }

    /** A record whose data is {@code prefix}, a name and {@code suffix}. */
    DnsMessage nameRecord(String owner, int type, int ttlSeconds, byte[] prefix, String name, byte[] suffix) {
        writeName(message, owner);
        message.u16(type).u16(INTERNET).u32(ttlSeconds);
        Bytes target = new Bytes();
        int dataAt = message.length() + 2;
        target.raw(prefix);
        writeName(target, dataAt, name);
        message.vector16(target.raw(suffix).toArray());
        return this;
    }

    DnsMessage canonicalName(String owner, int ttlSeconds, String target) {
        return nameRecord(owner, CNAME, ttlSeconds, new byte[0], target, new byte[0]);
    }

    byte[] toArray() {
        return message.toArray();
    }

    private void writeName(Bytes out, String name) {
        writeName(out, 0, name);
    }

    /** @param base where {@code out} begins in the message */
    private void writeName(Bytes out, int base, String name) {
        String rest = name;
        while (!rest.isEmpty()) {
            Integer earlier = names.get(rest);
            if (earlier != null) {
                out.u16(POINTER | earlier);
                return;
            }
            names.put(rest, base + out.length());
            int dot = rest.indexOf('.');
            String label = dot < 0 ? rest : rest.substring(0, dot);
            out.vector8(Bytes.ascii(label));
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        out.u8(0);
    }
}
