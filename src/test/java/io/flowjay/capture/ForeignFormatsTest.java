package io.flowjay.capture;

import static io.flowjay.capture.Layout.hex;
import static io.flowjay.capture.Layout.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Files that FlowJay does not read: the error says what they are and what to do. Magic numbers from file(1) and Wireshark's wiretap. */
class ForeignFormatsTest {
    static final List<Arguments> FILES = List.of(
            file("zip", "504b0304 1400 0000 0800", "a zip archive; unpack it first"),
            file("7z", "377abcaf271c 0004", "a 7z archive; unpack it first"),
            file("rar", "526172211a07 0100", "a rar archive; unpack it first"),
            file("cab", "4d534346 00000000", "a cab archive; unpack it first"),
            file("compress", "1f9d 90 616263", "compress (.Z)-compressed; decompress it first with 'uncompress'"),
            file("lzip", "4c5a4950 01 0c", "lzip-compressed; decompress it first with 'lzip -d'"),
            file(
                    "snoop",
                    "736e6f6f70000000 00000002 00000004",
                    "a snoop capture (RFC 1761); convert it with 'editcap -F pcapng'"),
            file(
                    "NetMon 2",
                    "474d4255 0002",
                    "a Network Monitor 2 capture (NetMon); convert it with 'editcap -F pcapng'"),
            file(
                    "NetMon 1",
                    "52545353 0101",
                    "a Network Monitor 1 capture (NetMon); convert it with 'editcap -F pcapng'"),
            file(
                    "Sniffer",
                    "5452534e 49464620 64617461 20202020 1a",
                    "a Sniffer capture; convert it with 'editcap -F pcapng'"),
            file("iptrace", "69707472 61636520 322e30", "an AIX iptrace capture; convert it with 'editcap -F pcapng'"),
            file("web page", "3c21444f 43545950 45206874", "a web page, perhaps of a download that failed"),
            file("something else", "68656c6c 6f0a", "begins with the bytes 68656c6c"),
            file("the start of a magic number", "377abcaf", "begins with the bytes 377abcaf"));

    private static Arguments file(String name, String content, String expected) {
        return argumentSet(name, hex(content), expected);
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void areNamed(byte[] content, String expected) throws IOException {
        String message = "test.pcap: offset 0: neither pcap nor pcapng: " + expected;
        assertThat(ReadCapture.of(content).failure()).hasMessage(message);
        assertThat(ReadCapture.of(Compressed.gzip(content)).failure()).hasMessage(message);
    }

    @ParameterizedTest
    @FieldSource("TAR")
    void tarIsNamedByWhatComesLater(byte[] content) throws IOException {
        assertThat(ReadCapture.of(content).failure())
                .hasMessage("test.pcap: offset 0: neither pcap nor pcapng: a tar archive; unpack it first");
    }

    static final List<Arguments> TAR = List.of(
            argumentSet("tar", join(hex("612e7063 6170"), new byte[251], hex("7573746172 00"))),
            argumentSet("tar.gz", Compressed.gzip(join(hex("612e7063 6170"), new byte[251], hex("7573746172 00")))));
}
