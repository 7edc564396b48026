package io.flowjay.feature.group.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.feature.Feature;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Dialogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group classification: first messages, put together by hand after their specifications, on ports that say nothing unless named. */
class ApplicationFeaturesTest {
    private static final int OTHER = 40_404;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static Arguments tcp(String what, int port, byte[] client, String expected) {
        return argumentSet(what, Dialogue.tcp(port).client(client), expected);
    }

    private static Arguments udp(String what, int port, byte[] client, String expected) {
        return argumentSet(what, Dialogue.udp(port).client(client), expected);
    }

    private static Arguments lines(String what, int port, String server, String client, String expected) {
        return argumentSet(what, Dialogue.tcp(port).server(text(server)).client(text(client)), expected);
    }

    static Stream<Arguments> flows() {
        String dialects = "00000020 ff534d42 72" + "00".repeat(27);
        return Stream.of(
                tcp("HTTP", OTHER, text("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), "HTTP content"),
                tcp(
                        "HTTP to a known server",
                        OTHER,
                        text("GET / HTTP/1.1\r\nHost: WWW.Google.com:80\r\n\r\n"),
                        "HTTP.Google name"),
                tcp(
                        "a name that only ends alike",
                        OTHER,
                        text("GET / HTTP/1.1\r\nHost: notgoogle.com\r\n\r\n"),
                        "HTTP content"),
                tcp("CONNECT", OTHER, text("CONNECT a:443 HTTP/1.1\r\n\r\n"), "HTTP_Connect content"),
                tcp("SSH", 443, text("SSH-2.0-x\r\n"), "SSH content"),
                tcp(
                        "SMB 2 (MS-SMB2 section 2.2.1.1)",
                        445,
                        hex("00000040 fe534d42 4000" + "00".repeat(58)),
                        "SMBv23 content"),
                tcp("SMB 1 (MS-CIFS section 2.2.3.1)", 445, hex(dialects), "SMBv1 content"),
                tcp(
                        "SMB 1 that offers SMB 2",
                        445,
                        text("\0\0\0\60\u00ffSMBr" + "\0".repeat(27) + "\2NT LM 0.12\0\2SMB 2.???\0"),
                        "SMBv23 content"),
                tcp("SMB over NetBIOS (RFC 1002 section 4.3.1)", 139, hex(dialects), "NetBIOS.SMBv1 content"),
                tcp(
                        "a NetBIOS session (RFC 1002 section 4.3.2)",
                        139,
                        hex("81000044 20" + "43".repeat(32) + "00 20" + "43".repeat(32) + "00"),
                        "NetBIOS content"),
                tcp(
                        "Kerberos (RFC 4120)",
                        OTHER,
                        hex("00000010 6a0e 300c a103020105 a20302010a 0000"),
                        "Kerberos content"),
                tcp("LDAP (RFC 4511 section 4.2)", OTHER, hex("300c 020101 6007 020103 0400 8000"), "LDAP content"),
                tcp("IEC 104, STARTDT", OTHER, hex("6804 07000000"), "IEC60870 content"),
                tcp("DNP3", OTHER, hex("0564 05c9 0000 0000 364c"), "DNP3 content"),
                tcp(
                        "DCE/RPC bind",
                        OTHER,
                        hex("05000b03 10000000 4800 0000 01000000" + "00".repeat(56)),
                        "RPC content"),
                tcp("SOCKS 5 (RFC 1928 section 3)", OTHER, hex("050100"), "SOCKS content"),
                tcp("PostgreSQL SSLRequest", OTHER, hex("00000008 04d2162f"), "PostgreSQL content"),
                tcp("MQTT CONNECT", OTHER, hex("100c 0004 4d515454 04 02 003c 0000"), "MQTT content"),
                tcp("TDS prelogin", OTHER, hex("12010014 00000000 00000b000601001100 01ff000000"), "Unknown "),
                tcp(
                        "TDS prelogin of its length",
                        OTHER,
                        hex("12010016 00000000 00000b000601001100 01ff000000"),
                        "MsSQL-TDS content"),
                tcp(
                        "BGP OPEN (RFC 4271 section 4.2)",
                        OTHER,
                        hex("ff".repeat(16) + "001d 01 04 fe09 00b4 c0a8000f 00"),
                        "BGP content"),
                tcp("Telnet (RFC 854)", OTHER, hex("fffb18 fffb1f"), "Telnet content"),
                tcp(
                        "PPTP (RFC 2637 section 2.1)",
                        OTHER,
                        hex("009c 0001 1a2b3c4d 0001 0000" + "00".repeat(144)),
                        "PPTP content"),
                tcp(
                        "Diameter (RFC 6733 section 3)",
                        OTHER,
                        hex("01000014 80000101 00000000 00000001 00000002"),
                        "Diameter content"),
                tcp("Redis", OTHER, text("*1\r\n$4\r\nPING\r\n"), "Redis content"),
                tcp(
                        "BitTorrent (BEP 3)",
                        OTHER,
                        text("\023BitTorrent protocol" + "\0".repeat(48)),
                        "BitTorrent content"),
                tcp("VNC (RFC 6143)", OTHER, text("RFB 003.008\n"), "VNC content"),
                tcp("CORBA", OTHER, text("GIOP\1\2\0\0\0\0\0\0"), "Corba content"),
                tcp("Modbus on its port", 502, hex("0001 0000 0006 11 03 006b 0003"), "Modbus content"),
                tcp("TLS from its middle", OTHER, hex("170303 0010" + "aa".repeat(16)), "TLS content"),
                tcp("SIP (RFC 3261)", OTHER, text("OPTIONS sip:carol@chicago.com SIP/2.0\r\n"), "SIP content"),
                argumentSet(
                        "MySQL",
                        Dialogue.tcp(OTHER).server(hex("4a000000 0a 382e302e3333 00" + "00".repeat(66))),
                        "MySQL content"),
                lines("SMTP (RFC 5321)", OTHER, "220 foo.com Simple Mail\r\n", "EHLO bar.com\r\n", "SMTP content"),
                lines("FTP (RFC 959)", OTHER, "220 Service ready\r\n", "USER Waldo\r\n", "FTP_CONTROL content"),
                lines("POP3 (RFC 1939)", OTHER, "+OK POP3 server ready\r\n", "APOP mrose c4c9\r\n", "POP3 content"),
                lines(
                        "IMAP (RFC 9051)",
                        OTHER,
                        "* OK [CAPABILITY IMAP4rev2] ready\r\n",
                        "a001 login\r\n",
                        "IMAP content"),
                lines("IRC (RFC 2812)", OTHER, ":irc.example NOTICE * :hi\r\n", "NICK Wiz\r\n", "IRC content"),
                argumentSet(
                        "DNSCrypt: the magic of the resolver's answer, which any query may precede",
                        Dialogue.udp(OTHER)
                                .client(hex("e3c3eac4701b47d5" + "5a".repeat(32 + 12 + 256 + 16)))
                                .server(hex("7236666e76576a38" + "5a".repeat(24 + 64 + 16))),
                        "DNScrypt content"),
                udp(
                        "DNSCrypt's query alone, whose magic each resolver chooses",
                        OTHER,
                        hex("e3c3eac4701b47d5" + "5a".repeat(32 + 12 + 256 + 16)),
                        "Unknown "),
                udp("SSDP", OTHER, text("M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n\r\n"), "SSDP content"),
                udp(
                        "STUN (RFC 5769 section 2.1)",
                        OTHER,
                        hex("0001 0000 2112a442 b7e7a701bc34d686fa87dfae"),
                        "STUN content"),
                udp("SNMP (RFC 1157)", OTHER, hex("3010 020100 0406 7075626c6963 a003020101"), "SNMP content"),
                udp("TFTP (RFC 1350)", OTHER, text("\0\1file\0octet\0"), "TFTP content"),
                udp(
                        "DHT (BEP 5)",
                        OTHER,
                        text("d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe"),
                        "BitTorrent content"),
                udp("NTP (RFC 5905)", 123, hex("23" + "00".repeat(47)), "NTP content"),
                udp("RADIUS (RFC 2865 section 3)", 1812, hex("01 2a 0014" + "00".repeat(16)), "Radius content"),
                udp(
                        "IPFIX (RFC 7011 section 3.1)",
                        OTHER,
                        hex("000a 0010 65000000 00000001 00000000"),
                        "NetFlow content"),
                udp("WireGuard", OTHER, hex("01000000" + "ab".repeat(144)), "WireGuard content"),
                udp(
                        "IKE (RFC 7296 section 3.1)",
                        500,
                        hex("ab".repeat(8) + "00".repeat(8) + "21202208 00000000 0000001c"),
                        "IPSec content"),
                udp("RTCP (RFC 3550 section 6.4.2)", OTHER, hex("80c90001 12345678"), "RTCP content"),
                udp("MPEG transport stream", OTHER, hex("47" + "00".repeat(187)), "MPEG_TS content"),
                udp("syslog (RFC 5424)", OTHER, text("<34>1 2003-10-11T22:14:15.003Z"), "Syslog content"),
                tcp("a port without payload", 3389, new byte[0], "RDP port"),
                tcp("a port with unknown payload", 443, hex("0102"), "TLS port"),
                udp("a port over UDP", 443, hex("0102"), "QUIC port"),
                tcp("nothing known", OTHER, hex("0102"), "Unknown "));
    }

    @ParameterizedTest
    @MethodSource
    void flows(Dialogue dialogue, String expected) {
        var record = dialogue.record();
        assertThat(record.get("application") + " " + record.get("application_evidence"))
                .isEqualTo(expected);
    }

    @Test
    void everyFeatureIsChecked() {
        assertThat(ApplicationFeatures.UNIT.features().stream().map(Feature::name))
                .containsExactly("application", "application_evidence");
    }

    @Test
    void aFileReplacesNamesAndPorts(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("own.json"), """
                {"source": "test", "date": "2026-01-31",
                 "servers": [{"application": "Own", "names": ["example.com"]}, {"application": "Part", "names": ["a.example.com"]}],
                 "ports": [{"transport": "tcp", "port": 40404, "application": "Mine"}]}
                """);
        assertThat(application(file, text("GET / HTTP/1.1\r\nHost: b.example.com\r\n\r\n")))
                .isEqualTo("HTTP.Own");
        assertThat(application(file, text("GET / HTTP/1.1\r\nHost: b.a.example.com\r\n\r\n")))
                .isEqualTo("HTTP.Part");
        assertThat(application(file, text("GET / HTTP/1.1\r\nHost: google.com\r\n\r\n")))
                .isEqualTo("HTTP");
        assertThat(application(file, hex("0102"))).isEqualTo("Mine");
        Path wrong = Files.writeString(directory.resolve("wrong.json"), """
                {"source": "test", "date": "2026-01-31", "servers": [{"application": "Own", "names": ["Example"]}], "ports": []}
                """);
        assertThatThrownBy(() -> application(wrong, hex("01")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(
                        "wrong.json, line 1, at servers[0]: \"Example\" is not a host name in lower case");
    }

    private static Object application(Path file, byte[] client) {
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.APPLICATION_RULES, file.toString(), "test");
        return Dialogue.tcp(OTHER).client(client).records(settings).get(0).get("application");
    }
}
