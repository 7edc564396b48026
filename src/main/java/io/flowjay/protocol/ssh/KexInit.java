package io.flowjay.protocol.ssh;

import io.flowjay.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SSH_MSG_KEXINIT (RFC 4253 section 7.1).
 *
 * <pre>
 *  byte         SSH_MSG_KEXINIT (20)
 *  byte[16]     cookie
 *  name-list    kex_algorithms                           0
 *  name-list    server_host_key_algorithms               1
 *  name-list    encryption_algorithms_client_to_server   2
 *  name-list    encryption_algorithms_server_to_client   3
 *  name-list    mac_algorithms_client_to_server          4
 *  name-list    mac_algorithms_server_to_client          5
 *  name-list    compression_algorithms_client_to_server  6
 *  name-list    compression_algorithms_server_to_client  7
 *  name-list    languages_client_to_server               8
 *  name-list    languages_server_to_client               9
 *  boolean      first_kex_packet_follows
 *  uint32       0 (reserved)
 * </pre>
 */
final class KexInit {
    private static final int FIRST_LIST = 17;
    private static final int LISTS = 10;
    private static final int TAIL = 5;
    private static final int[] CLIENT_LISTS = {0, 2, 4, 6};
    private static final int[] SERVER_LISTS = {0, 3, 5, 7};

    private KexInit() {}

    /**
     * HASSH or HASSH server: the MD5 of four name-lists, verbatim, with semicolons between them.
     *
     * @param payload a buffer that begins with the message
     * @param length bytes of the message
     * @param sender HASSH for a client's message, HASSH server for a server's
     * @return 32 hex digits in lower case, or null when the lists do not fit into the message
     */
    static @Nullable String fingerprint(byte[] payload, int length, SshRole sender) {
        int[] starts = new int[LISTS];
        int[] lengths = new int[LISTS];
        int at = FIRST_LIST;
        for (int list = 0; list < LISTS; list++) {
            if (length - at < Integer.BYTES) {
                return null;
            }
            long listLength = Bytes.u32be(payload, at);
            at += Integer.BYTES;
            if (listLength > length - at) {
                return null;
            }
            starts[list] = at;
            lengths[list] = (int) listLength;
            at += lengths[list];
        }
        if (length - at < TAIL) {
            return null;
        }
        MessageDigest digest = md5();
        int[] chosen = sender == SshRole.CLIENT ? CLIENT_LISTS : SERVER_LISTS;
        for (int i = 0; i < chosen.length; i++) {
            if (i > 0) {
                digest.update((byte) ';');
            }
            digest.update(payload, starts[chosen[i]], lengths[chosen[i]]);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
