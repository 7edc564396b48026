package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.serverName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.tls.Ja4.HelloCarrier;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Published examples of JA3, JA3S and JA4, and their rules one by one. */
class FingerprintTest {
    static Stream<Arguments> ja3() {
        return Stream.of(
                argumentSet(
                        "salesforce/ja3 README, first",
                        clientHello(
                                769,
                                "",
                                "002f0035000500 0ac009c00ac013c014003200380013 0004",
                                serverName("x"),
                                extension(10, "0006001700180019"),
                                extension(11, "0100")),
                        "769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0",
                        "ada70206e40642a3e4461f35503241d5"),
                argumentSet(
                        "salesforce/ja3 README, second: no extensions",
                        clientHello(769, "", "00040005000a00090064006200030006001300120063"),
                        "769,4-5-10-9-100-98-3-6-19-18-99,,,",
                        "de350869b8c85de67a350c8d186f11e6"),
                argumentSet(
                        "two ciphers",
                        clientHello(769, "", "002f0035"),
                        "769,47-53,,,",
                        "dac4920d4335e769327dbf4e1b759e15"),
                argumentSet(
                        "GREASE in every list",
                        body(Examples.GREASE_CLIENT),
                        "771,4865-49195-47,0-10-11-35-16-13-43-51,29-23-24,0",
                        "dee2bf0600fa8473dd8168b720ecd5a0"),
                argumentSet(
                        "RFC 8448 section 3",
                        body(Examples.RFC_8448_CLIENT),
                        "771,4865-4867-4866,0-65281-10-35-51-43-13-45-28,29-23-24-25-256-257-258-259-260,",
                        "da4dea34fe6d4ce5f0725df3f2682fa0"),
                argumentSet(
                        "only the 16 values of RFC 8701 are GREASE; repeated and signalling values stay",
                        clientHello(
                                771,
                                "",
                                "1a2a fafa 00ff 00ff 0a1a",
                                extension(0x0a1a, ""),
                                extension(0x7a7a, ""),
                                extension(23, ""),
                                extension(23, "")),
                        "771,6698-255-255-2586,2586-23-23,,",
                        "26e8138175590c5d523cc149aca6be34"),
                argumentSet(
                        "an empty extension block",
                        Messages.concat(clientHello(771, "", "c02f"), hex("0000")),
                        "771,49199,,,",
                        "5a6f5ba859dd395751805f3064d612b9"));
    }

    @ParameterizedTest
    @MethodSource("ja3")
    void ja3OfClients(byte[] hello, String text, String hash) throws MalformedException {
        Ja3 ja3 = Ja3.of(ClientHello.ofTls(ByteCursor.of(hello)));
        assertThat(ja3.text()).isEqualTo(text);
        assertThat(ja3.hash()).isEqualTo(hash);
    }

    static Stream<Arguments> ja3s() {
        return Stream.of(
                argumentSet("no extensions", serverHello(769, "", 47), "769,47,", "18e962e106761869a61045bed0e81c2c"),
                argumentSet(
                        "TLS 1.2",
                        serverHello(771, "aa", 49199, extension(65281, "00")),
                        "771,49199,65281",
                        "fbe78c619e7ea20046131294ad087f05"),
                argumentSet(
                        "RFC 8448 section 3",
                        body(Examples.RFC_8448_SERVER),
                        "771,4865,51-43",
                        "eb1d94daa7e0344597e756a1fb6e7054"),
                argumentSet(
                        "the other order",
                        body(Examples.GREASE_SERVER),
                        "771,4865,43-51",
                        "f4febc55ea12b31ae17cfb7e614afda8"));
    }

    @ParameterizedTest
    @MethodSource("ja3s")
    void ja3OfServers(byte[] hello, String text, String hash) throws MalformedException {
        Ja3 ja3s = Ja3.of(ServerHello.of(ByteCursor.of(hello)));
        assertThat(ja3s.text()).isEqualTo(text);
        assertThat(ja3s.hash()).isEqualTo(hash);
    }

    /** The browser of FoxIO's JA4.md: its ciphers and extensions as they are on the wire. */
    private static byte[] foxIoBrowser() {
        return clientHello(
                771,
                "",
                "2a2a 130113021303c02bc02fc02cc030cca9cca8c013c014009c009d002f0035",
                extension(0x1a1a, ""),
                extension(0x1b, "020002"),
                serverName("x.example"),
                extension(0x33, ""),
                extension(0x10, "000c02683208687474702f312e31"),
                extension(0x4469, "0003026832"),
                extension(0x17, ""),
                extension(0x2d, "0101"),
                extension(0x0d, "001004030804040105030805050108060601"),
                extension(0x05, "0100000000"),
                extension(0x23, ""),
                extension(0x12, ""),
                extension(0x2b, "066a6a03040303"),
                extension(0xff01, "00"),
                extension(0x0b, "0100"),
                extension(0x0a, "00082a2a001d00170018"),
                extension(0xaaaa, "00"),
                extension(0x15, "000000"));
    }

    static Stream<Arguments> ja4() {
        return Stream.of(
                argumentSet(
                        "FoxIO's JA4.md",
                        foxIoBrowser(),
                        HelloCarrier.TCP,
                        "t13d1516h2_8daaf6152771_e5627efa2ab1",
                        "t13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9"
                                + "_0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01"
                                + "_0403,0804,0401,0503,0805,0501,0806,0601"),
                argumentSet(
                        "the same over QUIC",
                        foxIoBrowser(),
                        HelloCarrier.QUIC,
                        "q13d1516h2_8daaf6152771_e5627efa2ab1",
                        "q13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9"
                                + "_0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01"
                                + "_0403,0804,0401,0503,0805,0501,0806,0601"),
                argumentSet(
                        "tls.md, worked example W",
                        body(Examples.GREASE_CLIENT),
                        HelloCarrier.TCP,
                        "t13d0308h2_58a34ed92d94_8919c34a259c",
                        "t13d0308h2_002f,1301,c02b_000a,000b,000d,0023,002b,0033_0403,0804,0401"),
                argumentSet(
                        "nothing but the name",
                        clientHello(769, "", "00ff0003", serverName("x")),
                        HelloCarrier.TCP,
                        "t10d020100_1275cc1ca538_000000000000",
                        "t10d020100_0003,00ff_"),
                argumentSet(
                        "nothing at all",
                        clientHello(768, "", ""),
                        HelloCarrier.TCP,
                        "ts3i000000_000000000000_000000000000",
                        "ts3i000000__"));
    }

    @ParameterizedTest
    @MethodSource("ja4")
    void ja4OfClients(byte[] hello, HelloCarrier carrier, String hash, String raw) throws MalformedException {
        Ja4 ja4 = Ja4.of(ClientHello.ofTls(ByteCursor.of(hello)), carrier);
        assertThat(ja4.raw()).isEqualTo(raw);
        assertThat(ja4.hash()).isEqualTo(hash);
    }

    /** JA4.md, "ALPN Extension Value". */
    @ParameterizedTest
    @CsvSource({
        "6832, h2",
        "68, hh",
        "687474702f312e31, h1",
        "ab, ab",
        "abcd, ad",
        "30ab, 3b",
        "3031abcd, 3d",
        "baad, bd",
        "7a2d, 7d",
        "2d, 2d",
        "612f62, ab"
    })
    void alpnInJa4(String protocol, String code) throws MalformedException {
        byte[] name = Messages.vector(1, hex(protocol));
        byte[] list = Messages.concat(hex("0010"), Messages.vector(2, Messages.vector(2, name)));
        Ja4 ja4 = Ja4.of(ClientHello.ofTls(ByteCursor.of(clientHello(771, "", "1301", list))), HelloCarrier.TCP);
        assertThat(ja4.hash()).startsWith("t12i0101" + code + "_");
    }

    @ParameterizedTest
    @CsvSource({
        "0304, , 13",
        "0303, , 12",
        "0302, , 11",
        "0301, , 10",
        "0300, , s3",
        "0002, , s2",
        "feff, , d1",
        "fefd, , d2",
        "7f17, , 00",
        "0303, 0403040303, 13",
        "0303, 02fafa, 12",
        "0303, 0403030304, 13",
        "0303, 06fafa03020301, 11",
        "fefd, 04fefdfefc, d3"
    })
    void versionInJa4(String legacy, String versions, String code) throws MalformedException {
        byte[] hello = versions == null
                ? clientHello(Integer.parseInt(legacy, 16), "", "1301")
                : clientHello(Integer.parseInt(legacy, 16), "", "1301", extension(43, versions));
        Ja4 ja4 = Ja4.of(ClientHello.ofTls(ByteCursor.of(hello)), HelloCarrier.DTLS);
        assertThat(ja4.hash()).startsWith("d" + code + "i01");
    }

    @Test
    void countsInJa4EndAt99() throws MalformedException {
        byte[][] extensions = new byte[120][];
        Arrays.setAll(extensions, i -> extension(1000 + i, ""));
        byte[] hello = clientHello(771, "", "c02f".repeat(100), extensions);
        assertThat(Ja4.of(ClientHello.ofTls(ByteCursor.of(hello)), HelloCarrier.TCP)
                        .hash())
                .startsWith("t12i999900_");
    }

    private static byte[] body(byte[] message) {
        return Arrays.copyOfRange(message, 4, message.length);
    }
}
