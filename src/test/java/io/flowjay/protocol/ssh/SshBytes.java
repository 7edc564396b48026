package io.flowjay.protocol.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages of RFC 4253, put together byte by byte. */
public final class SshBytes {
    public static final int KEXINIT = 20;
    public static final int NEWKEYS = 21;

    private SshBytes() {}

    public static byte[] text(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A binary packet (section 6) with four bytes of padding. */
    public static byte[] packet(byte[] payload) {
        return ByteBuffer.allocate(payload.length + 9)
                .putInt(payload.length + 5)
                .put((byte) 4)
                .put(payload)
                .array();
    }

    /** A packet of a message number and {@code length} more bytes. */
    public static byte[] message(int number, int length) {
        byte[] payload = new byte[1 + length];
        payload[0] = (byte) number;
        return packet(payload);
    }

    /** The payload of KEXINIT (section 7.1) with ten name-lists. */
    public static byte[] kexInit(String... lists) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(KEXINIT);
        payload.writeBytes(new byte[16]);
        for (String list : lists) {
            byte[] names = text(list);
            payload.writeBytes(ByteBuffer.allocate(4).putInt(names.length).array());
            payload.writeBytes(names);
        }
        payload.writeBytes(new byte[5]);
        return payload.toByteArray();
    }

    /** KEXINIT whose lists are the same in both directions, from the text that HASSH is made of. */
    public static byte[] kexInitOf(String hasshAlgorithms) {
        String[] lists = hasshAlgorithms.split(";", -1);
        return kexInit(lists[0], "ssh-ed25519", lists[1], lists[1], lists[2], lists[2], lists[3], lists[3], "", "");
    }
}
