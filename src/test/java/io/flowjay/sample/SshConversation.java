package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.time.Duration;

/** SSH (RFC 4253) with the name lists of two OpenSSH releases, curve25519 and an Ed25519 host key. */
final class SshConversation {
    private static final int KEXINIT = 20;
    private static final int NEWKEYS = 21;
    private static final int ECDH_INIT = 30;
    private static final int ECDH_REPLY = 31;

    private static final String CIPHERS = "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,"
            + "aes128-gcm@openssh.com,aes256-gcm@openssh.com";
    private static final String MACS = "umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,"
            + "hmac-sha2-512-etm@openssh.com,hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,"
            + "hmac-sha2-256,hmac-sha2-512,hmac-sha1";
    private static final String CLASSIC_KEX = "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,"
            + "ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,"
            + "diffie-hellman-group18-sha512,diffie-hellman-group14-sha256";
    private static final String CLIENT_KEX =
            "sntrup761x25519-sha512@openssh.com," + CLASSIC_KEX + ",ext-info-c,kex-strict-c-v00@openssh.com";
    private static final String CLIENT_HOST_KEYS =
            "ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com,"
                    + "ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521-cert-v01@openssh.com,"
                    + "sk-ssh-ed25519-cert-v01@openssh.com,sk-ecdsa-sha2-nistp256-cert-v01@openssh.com,"
                    + "rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com,ssh-ed25519,ecdsa-sha2-nistp256,"
                    + "ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com,"
                    + "rsa-sha2-512,rsa-sha2-256";
    private static final String SERVER_HOST_KEYS = "rsa-sha2-512,rsa-sha2-256,ssh-rsa,ecdsa-sha2-nistp256,ssh-ed25519";

    private final Noise noise = new Noise(22);

    private SshConversation() {}

    static void addTo(Trace trace) {
        Link link = new Link(trace, Host.LAPTOP, Host.remote("198.51.100.22"));
        new SshConversation()
                .play(TcpConversation.linux(link, Duration.ofMillis(33_400), Duration.ofMillis(29), 56_782, 22));
    }

    private void play(TcpConversation tcp) {
        tcp.open();
        tcp.send(FORWARD, Bytes.ascii("SSH-2.0-OpenSSH_9.6\r\n"));
        tcp.send(BACKWARD, Bytes.ascii("SSH-2.0-OpenSSH_8.4p1 Debian-5+deb11u3\r\n"));
        tcp.send(FORWARD, keyExchange(CLIENT_KEX, CLIENT_HOST_KEYS, "none,zlib@openssh.com,zlib"));
        tcp.send(BACKWARD, keyExchange(CLASSIC_KEX, SERVER_HOST_KEYS, "none,zlib@openssh.com"));
        tcp.send(FORWARD, packet(new Bytes().u8(ECDH_INIT).vector32(noise.bytes(32))));
        tcp.send(BACKWARD, Bytes.concat(packet(reply()), packet(new Bytes().u8(NEWKEYS)), noise.bytes(412)));
        tcp.send(FORWARD, packet(new Bytes().u8(NEWKEYS)));
        encrypted(tcp, 44, 44, 60, 76, 452, 356, 620, 28);
        encrypted(tcp, 112, 500, 44, 52, 460, 108);
        tcp.pause(Duration.ofMillis(1_900));
        for (int key = 0; key < 5; key++) {
            encrypted(tcp, 36, 36);
            tcp.pause(Duration.ofMillis(140));
        }
        encrypted(tcp, 36, 732);
        tcp.pause(Duration.ofMillis(6_400));
        encrypted(tcp, 36, 176);
        tcp.send(FORWARD, noise.bytes(36));
        tcp.send(FORWARD, noise.bytes(60));
        tcp.close(FORWARD);
    }

    /** Packets of these sizes, the client's and the server's by turns. */
    private void encrypted(TcpConversation tcp, int... sizes) {
        for (int i = 0; i < sizes.length; i++) {
            tcp.send(i % 2 == 0 ? FORWARD : BACKWARD, noise.bytes(sizes[i]));
        }
    }

    private byte[] keyExchange(String kex, String hostKeys, String compression) {
        Bytes message = new Bytes().u8(KEXINIT).raw(noise.bytes(16));
        for (String names :
                new String[] {kex, hostKeys, CIPHERS, CIPHERS, MACS, MACS, compression, compression, "", ""}) {
            message.vector32(Bytes.ascii(names));
        }
        return packet(message.u8(0).u32(0));
    }

    /** Host key, ephemeral key and signature, RFC 8731 section 3 and RFC 8709. */
    private Bytes reply() {
        byte[] algorithm = Bytes.ascii("ssh-ed25519");
        byte[] hostKey =
                new Bytes().vector32(algorithm).vector32(noise.bytes(32)).toArray();
        byte[] ephemeral = noise.bytes(32);
        byte[] signature =
                new Bytes().vector32(algorithm).vector32(noise.bytes(64)).toArray();
        return new Bytes().u8(ECDH_REPLY).vector32(hostKey).vector32(ephemeral).vector32(signature);
    }

    /** The unencrypted binary packet of RFC 4253 section 6: a multiple of eight bytes, at least four of them padding. */
    private static byte[] packet(Bytes message) {
        int padding = 8 - (5 + message.length()) % 8;
        if (padding < 4) {
            padding += 8;
        }
        return new Bytes()
                .u32(1L + message.length() + padding)
                .u8(padding)
                .raw(message.toArray())
                .zeros(padding)
                .toArray();
    }
}
