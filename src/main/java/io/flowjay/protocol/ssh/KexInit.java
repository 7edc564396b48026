package io.flowjay.protocol.ssh;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.nio.charset.StandardCharsets;
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
    private static final int BEFORE_LISTS = 17;
    private static final int LISTS = 10;
    private static final int TAIL = 5;
    private static final int FIRST_OF_CLIENT = 2;

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
        MessageDigest digest = md5();
        try {
            ByteCursor message = ByteCursor.of(payload, 0, length);
            message.skip(BEFORE_LISTS);
            String separator = "";
            for (int list = 0; list < LISTS; list++) {
                ByteCursor names = message.vector32();
                if (isPart(list, sender)) {
                    digest.update(separator.getBytes(StandardCharsets.US_ASCII));
                    digest.update(names.bytes(names.remaining()));
                    separator = ";";
                }
            }
            message.skip(TAIL);
        } catch (MalformedException e) {
            return null;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** HASSH takes lists 0, 2, 4 and 6; HASSH server 0, 3, 5 and 7. */
    private static boolean isPart(int list, SshRole sender) {
        int first = sender == SshRole.CLIENT ? FIRST_OF_CLIENT : FIRST_OF_CLIENT + 1;
        return list == 0 || (list >= first && list <= first + 4 && (list - first) % 2 == 0);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
