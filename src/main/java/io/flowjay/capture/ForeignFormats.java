package io.flowjay.capture;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Well-known formats that FlowJay does not read, by their first bytes, and what a user can do about them. */
final class ForeignFormats {
    /** How far from the start of a file what tells its format reaches. */
    static final int LOOK_BYTES = 262;

    private static final String UNPACK = "unpack it first";
    private static final String CONVERT = "convert it with 'editcap -F pcapng'";
    private static final int TAR_MAGIC_AT = 257;

    /**
     * A format.
     *
     * @param magic its magic number in hex digits
     * @param at where that stands
     * @param text what it is and what to do
     */
    private record Format(String magic, int at, String text) {}

    private static final List<Format> ALL = List.of(
            archive("504b0304", "zip archive"),
            archive("504b0506", "zip archive without files"),
            archive("504b0708", "zip archive in parts"),
            archive("377abcaf271c", "7z archive"),
            archive("526172211a07", "rar archive"),
            archive("4d534346", "cab archive"),
            new Format("7573746172", TAR_MAGIC_AT, "a tar archive; " + UNPACK),
            compressed("1f9d", "compress (.Z)", "uncompress"),
            compressed("1fa0", "pack or compress (.z)", "uncompress"),
            compressed("4c5a4950", "lzip", "lzip -d"),
            compressed("5d0000", "lzma", "xz -d"),
            compressed("894c5a4f000d0a1a0a", "lzop", "lzop -d"),
            compressed("ff060000734e61507059", "snappy", "snzip -d"),
            capture("736e6f6f7000", "snoop capture (RFC 1761)"),
            capture("474d4255", "Network Monitor 2 capture (NetMon)"),
            capture("52545353", "Network Monitor 1 capture (NetMon)"),
            capture("5452534e494646206461746120202020", "Sniffer capture"),
            capture("58435000", "NetXRay or Windows Sniffer capture"),
            capture("4f627365727665725061636b6574427566666572", "Network Instruments Observer capture"),
            capture("7f766572", "EtherPeek or OmniPeek capture"),
            capture("69707472616365", "AIX iptrace capture"),
            capture("3035564e41", "Visual Networks capture"),
            capture("aaaaaaaa", "InfoVista 5View capture"),
            capture("6274736e6f6f7000", "btsnoop capture"),
            other("25504446", "a PDF document"),
            other("3c21444f4354595045", "a web page, perhaps of a download that failed"),
            other("3c21646f6374797065", "a web page, perhaps of a download that failed"),
            other("3c68746d6c", "a web page, perhaps of a download that failed"),
            other("3c3f786d6c", "XML, such as tshark's PDML; FlowJay reads the capture itself"),
            other("76657273696f6e2068747470", "a pointer of Git LFS; fetch the file with 'git lfs pull'"));

    private ForeignFormats() {}

    /**
     * What a file is and what to do.
     *
     * @param data holds the first bytes of the file
     * @param at where they start
     * @param length how many there are
     * @return null for bytes of no format known here
     */
    static @Nullable String find(byte[] data, int at, int length) {
        for (Format format : ALL) {
            byte[] magic = HexFormat.of().parseHex(format.magic);
            int from = at + format.at;
            int to = from + magic.length;
            if (to <= at + length && Arrays.equals(data, from, to, magic, 0, magic.length)) {
                return format.text;
            }
        }
        return null;
    }

    private static Format archive(String magic, String name) {
        return other(magic, "a " + name + "; " + UNPACK);
    }

    private static Format compressed(String magic, String name, String command) {
        return other(magic, name + "-compressed; decompress it first with '" + command + "'");
    }

    private static Format capture(String magic, String name) {
        return other(magic, (name.matches("(?i)[aeiou].*") ? "an " : "a ") + name + "; " + CONVERT);
    }

    private static Format other(String magic, String text) {
        return new Format(magic, 0, text);
    }
}
