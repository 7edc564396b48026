package io.flowjay.protocol.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HasshTest {
    private static final String OPENSSH_MACS =
            "umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,"
                    + "hmac-sha2-512-etm@openssh.com,hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,"
                    + "hmac-sha2-256,hmac-sha2-512,hmac-sha1";
    private static final String OPENSSH_CIPHERS =
            "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com";

    /** What the client and the server send differs in every list, so that a wrong list gives a wrong hash. */
    private static final String[] ONE_SIDED = {
        "curve25519-sha256,diffie-hellman-group14-sha256",
        "ssh-ed25519",
        "aes128-ctr",
        "aes256-ctr",
        "hmac-sha2-256",
        "hmac-sha1",
        "none,zlib",
        "none",
        "",
        ""
    };

    static Stream<Arguments> published() {
        return Stream.of(
                arguments(
                        named("libssh2 1.7.0, README of hassh.py", SshRole.CLIENT),
                        "diffie-hellman-group-exchange-sha256,diffie-hellman-group-exchange-sha1,"
                                + "diffie-hellman-group14-sha1,diffie-hellman-group1-sha1;aes128-ctr,aes192-ctr,aes256-ctr,"
                                + "aes256-cbc,rijndael-cbc@lysator.liu.se,aes192-cbc,aes128-cbc,blowfish-cbc,arcfour128,"
                                + "arcfour,cast128-cbc,3des-cbc;hmac-sha2-256,hmac-sha2-512,hmac-sha1,hmac-sha1-96,hmac-md5,"
                                + "hmac-md5-96,hmac-ripemd160,hmac-ripemd160@openssh.com;none",
                        "a7a87fbe86774c2e40cc4a7ea2ab1b3c"),
                arguments(
                        named("OpenSSH 7.2p2 server, README of hassh.py", SshRole.SERVER),
                        "curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
                                + "diffie-hellman-group-exchange-sha256,diffie-hellman-group14-sha1;" + OPENSSH_CIPHERS
                                + ";"
                                + OPENSSH_MACS + ";none,zlib@openssh.com",
                        "d43d91bc39d5aaed819ad9f6b57b7348"),
                arguments(
                        named("Cyberduck 6.7.1, README of HASSH", SshRole.CLIENT),
                        "curve25519-sha256@libssh.org,diffie-hellman-group-exchange-sha256,ecdh-sha2-nistp521,"
                                + "ecdh-sha2-nistp384,ecdh-sha2-nistp256,diffie-hellman-group-exchange-sha1,"
                                + "diffie-hellman-group1-sha1,diffie-hellman-group14-sha1,diffie-hellman-group14-sha256,"
                                + "diffie-hellman-group15-sha512,diffie-hellman-group16-sha512,diffie-hellman-group17-sha512,"
                                + "diffie-hellman-group18-sha512,diffie-hellman-group14-sha256@ssh.com,"
                                + "diffie-hellman-group15-sha256,diffie-hellman-group15-sha256@ssh.com,"
                                + "diffie-hellman-group15-sha384@ssh.com,diffie-hellman-group16-sha256,"
                                + "diffie-hellman-group16-sha384@ssh.com,diffie-hellman-group16-sha512@ssh.com,"
                                + "diffie-hellman-group18-sha512@ssh.com;aes128-cbc,aes128-ctr,aes192-cbc,aes192-ctr,"
                                + "aes256-cbc,aes256-ctr,blowfish-cbc,blowfish-ctr,cast128-cbc,cast128-ctr,idea-cbc,idea-ctr,"
                                + "serpent128-cbc,serpent128-ctr,serpent192-cbc,serpent192-ctr,serpent256-cbc,serpent256-ctr,"
                                + "3des-cbc,3des-ctr,twofish128-cbc,twofish128-ctr,twofish192-cbc,twofish192-ctr,"
                                + "twofish256-cbc,twofish256-ctr,twofish-cbc,arcfour,arcfour128,arcfour256;hmac-sha1,"
                                + "hmac-sha1-96,hmac-md5,hmac-md5-96,hmac-sha2-256,hmac-sha2-512;zlib@openssh.com,zlib,none",
                        "8a8ae540028bf433cd68356c1b9e8d5b"),
                arguments(
                        named("OpenSSH 7.7p1 client, README of HASSH", SshRole.CLIENT),
                        "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,"
                                + "ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,"
                                + "diffie-hellman-group18-sha512,diffie-hellman-group-exchange-sha1,"
                                + "diffie-hellman-group14-sha256,diffie-hellman-group14-sha1,ext-info-c;"
                                + OPENSSH_CIPHERS
                                + ";" + OPENSSH_MACS + ";none,zlib@openssh.com,zlib",
                        "06046964c022c6407d15a27b12a6a4fb"));
    }

    @ParameterizedTest
    @MethodSource
    void published(SshRole sender, String algorithms, String hash) {
        byte[] message = SshBytes.kexInitOf(algorithms);
        assertThat(KexInit.fingerprint(message, message.length, sender)).isEqualTo(hash);
    }

    /** The MD5 of "kex;aes128-ctr;hmac-sha2-256;none,zlib" and of "kex;aes256-ctr;hmac-sha1;none", by md5sum. */
    @Test
    void eachSideHasItsOwnLists() {
        byte[] message = SshBytes.kexInit(ONE_SIDED);
        assertThat(KexInit.fingerprint(message, message.length, SshRole.CLIENT))
                .isEqualTo("964f5f875090241f67a4ab6f187dbae5");
        assertThat(KexInit.fingerprint(message, message.length, SshRole.SERVER))
                .isEqualTo("ec533e8b63734be039f4747583343cb8");
    }

    @Test
    void noHashOfAnyPart() {
        byte[] message = SshBytes.kexInit(ONE_SIDED);
        for (int length = 0; length < message.length; length++) {
            assertThat(KexInit.fingerprint(message, length, SshRole.CLIENT))
                    .as("%d bytes", length)
                    .isNull();
        }
    }

    @Test
    void noHashOfListsThatLeaveTheMessage() {
        byte[] message = SshBytes.kexInit(ONE_SIDED);
        for (int at = 17; at < 21; at++) {
            byte[] broken = Arrays.copyOf(message, message.length);
            broken[at] = (byte) 0xff;
            assertThat(KexInit.fingerprint(broken, broken.length, SshRole.CLIENT))
                    .as("byte %d", at)
                    .isNull();
        }
    }
}
