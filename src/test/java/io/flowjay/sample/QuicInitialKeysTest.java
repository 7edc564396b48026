package io.flowjay.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuicInitialKeysTest {
    private static final byte[] CLIENT_DESTINATION = Bytes.hex("8394c8f03e515708");

    @ParameterizedTest
    @MethodSource("vectors")
    void keysAreThoseOfTheRfc(QuicVersion version, Way sender, String secret, String key, String iv, String hp)
            throws GeneralSecurityException {
        QuicInitialKeys keys = QuicInitialKeys.of(version, CLIENT_DESTINATION, sender);
        assertThat(keys.secret).isEqualTo(Bytes.hex(secret));
        assertThat(keys.key).isEqualTo(Bytes.hex(key));
        assertThat(keys.iv).isEqualTo(Bytes.hex(iv));
        assertThat(keys.headerProtection).isEqualTo(Bytes.hex(hp));
    }

    static Stream<Arguments> vectors() {
        return Stream.of(
                argumentSet(
                        "client, RFC 9001 appendix A.1",
                        QuicVersion.V1,
                        Way.FORWARD,
                        "c00cf151ca5be075ed0ebfb5c80323c42d6b7db67881289af4008f1f6c357aea",
                        "1f369613dd76d5467730efcbe3b1a22d",
                        "fa044b2f42a3fd3b46fb255c",
                        "9f50449e04a0e810283a1e9933adedd2"),
                argumentSet(
                        "server, RFC 9001 appendix A.1",
                        QuicVersion.V1,
                        Way.BACKWARD,
                        "3c199828fd139efd216c155ad844cc81fb82fa8d7446fa7d78be803acdda951b",
                        "cf3a5331653c364c88f0f379b6067e37",
                        "0ac1493ca1905853b0bba03e",
                        "c206b8d9b9f0f37644430b490eeaa314"),
                argumentSet(
                        "client, RFC 9369 appendix A.1",
                        QuicVersion.V2,
                        Way.FORWARD,
                        "14ec9d6eb9fd7af83bf5a668bc17a7e283766aade7ecd0891f70f9ff7f4bf47b",
                        "8b1a0bc121284290a29e0971b5cd045d",
                        "91f73e2351d8fa91660e909f",
                        "45b95e15235d6f45a6b19cbcb0294ba9"));
    }

    @Test
    @DisplayName("the server's Initial packet of RFC 9001 appendix A.3 is made byte for byte")
    void serverInitialIsThatOfTheRfc() throws GeneralSecurityException {
        byte[] frames =
                Bytes.hex("02000000000600405a020000560303eefce7f7b37ba1d1632e96677825ddf73988cfc79825df566dc5430b9a04"
                        + "5a1200130100002e00330024001d00209d3c940d89690b84d08a60993c144eca684d1081287c834d5311bcf32bb9da1a002b"
                        + "00020304");
        byte[] expected =
                Bytes.hex("cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b6394100f37a1c6979755478"
                        + "0bb38cc5a99f5ede4cf73c3ec2493a1839b3dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84"
                        + "022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc42158407dd074ee");
        QuicInitialKeys keys = QuicInitialKeys.of(QuicVersion.V1, CLIENT_DESTINATION, Way.BACKWARD);
        byte[] packet = QuicPacket.initial(QuicVersion.V1, keys, new byte[0], Bytes.hex("f067a5502a4262b5"), 1, frames);
        assertThat(packet).isEqualTo(expected);
    }
}
