package io.flowjay.capture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.corpus.Corpus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read of every capture of the corpus, against the manifest, tshark and capinfos. */
class CaptureCorpusTest {
    private static final int MANIFEST_PACKETS = 5;
    private static final int CAPINFOS_EXIT = 1;
    private static final int CAPINFOS_PACKETS = 2;

    /** Bytes in front of each frame that Wireshark takes for the capture's and not for the frame's. */
    private static final Map<String, Integer> PSEUDO_HEADERS = Map.of(
            "wssamples-IrDA_Traffic.ntar", 16, // LINKTYPE_LINUX_IRDA
            "wssamples-SITA-Protocols.cap", 5); // LINKTYPE_SITA

    private static final String UNKNOWN_LINK = "capinfos gives up at a link type that it has no name for";
    private static final String NOT_OURS = "a format that is neither pcap nor pcapng";
    private static final String ANY_BYTES = "capinfos takes any bytes for one packet of a format of their own";

    /** Damaged captures that are read in another way than capinfos does; the test fails when one goes, or another comes. */
    private static final Map<String, Explained> EXPLAINED = Map.ofEntries(
            entry("libpcap-filter_brcm-tag-stp.pcap", new Explained(4, false, UNKNOWN_LINK)),
            entry("own-linktype-unknown.pcap", new Explained(12, false, UNKNOWN_LINK)),
            entry("own-ng-tsoffset-min.pcapng", new Explained(0, true, "a time before 1677 is an error")),
            entry("tcpdump-dsa-high-vid.pcap", new Explained(4, false, UNKNOWN_LINK)),
            entry("tcpdump-dsa.pcap", new Explained(8, false, UNKNOWN_LINK)),
            entry("tcpdump-edsa-high-vid.pcap", new Explained(4, false, UNKNOWN_LINK)),
            entry("tcpdump-frf16_magic_ie-oobr.pcap", new Explained(1, false, UNKNOWN_LINK)),
            entry("tcpdump-juniper_es_oobr.pcap", new Explained(1, false, UNKNOWN_LINK)),
            entry("tcpdump-juniper_monitor_invalid_cookie_length.pcap", new Explained(1, false, UNKNOWN_LINK)),
            entry("tcpdump-kday6.pcap", new Explained(1, false, UNKNOWN_LINK)),
            entry("tcpdump-vtp_asan-2.pcap", new Explained(1, false, UNKNOWN_LINK)),
            entry(
                    "libpcap-linktype-reserved-field-not-zero.pcap",
                    new Explained(0, false, "the draft tells readers to ignore the reserved bits")),
            entry(
                    "own-linktype-ffff.pcap",
                    new Explained(12, false, "the draft tells readers to ignore the reserved bits")),
            entry(
                    "libpcap-pcapng-invalid-vers-2.pcapng",
                    new Explained(1, false, "version 1.1: a minor version leaves the blocks readable")),
            entry(
                    "own-ng-opt-overrun.pcapng",
                    new Explained(1, false, "an option that overruns its block ends the options, the block is sound")),
            entry("own-magic-elf.pcap", new Explained(0, true, ANY_BYTES)),
            entry("own-ng-shb-cut.pcapng", new Explained(0, true, ANY_BYTES)),
            entry("own-one-byte.pcap", new Explained(0, true, ANY_BYTES)),
            entry("wssamples-BitTorrent.Transfer1.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-Ethernet_Pause_Frame.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-FTPv6-1.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-FTPv6-2.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-KasperskyPackets.CAP", new Explained(0, true, NOT_OURS)),
            entry("wssamples-Manolito2.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-MicrosoftNTP.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-Mixed1.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-PioletSearch.Manolito.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-RTSPPACKETS1.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-SoulSeekRoom.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-c07-sip-r2.cap", new Explained(0, true, NOT_OURS)),
            entry("wssamples-fw1_mon2018.cap", new Explained(0, true, NOT_OURS)));

    /** Packets, and whether an error ends them; with the reason where this differs from capinfos. */
    private record Explained(int packets, boolean error, String reason) {
        String outcome() {
            return packets + (error ? " and an error" : "");
        }
    }

    /** A capture's packets summed up; times in seconds as tshark writes them. */
    private record Sums(long packets, long captured, long wire, String first, String last) {}

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void packetsBytesAndTimesAreTsharks() throws IOException {
        Map<String, String[]> manifest = table("MANIFEST.tsv");
        Map<String, String> different = new TreeMap<>();
        int compared = 0;
        for (Path capture : Corpus.captures("conformance")) {
            String name = capture.getFileName().toString();
            ReadCapture read = ReadCapture.from(() -> CaptureFile.open(capture));
            JsonNode tshark = Corpus.tshark(capture).get(0);
            long packets = Long.parseLong(manifest.get("conformance/" + name)[MANIFEST_PACKETS]);
            Sums own = own(read.packets());
            Sums expected = expected(name, packets, tshark, own);
            if (!own.equals(expected) || read.failure() != null) {
                different.put(name, "expected " + expected + ", read " + own + ", " + read.failure());
            }
            compared++;
        }
        System.out.printf("%d captures compared with tshark%n", compared);
        assertThat(compared).isPositive();
        assertThat(different).isEmpty();
    }

    @Test
    void damagedCapturesGiveTheirWholePackets() throws IOException {
        Map<String, String[]> capinfos = table("expected/malformed.tsv");
        Map<String, String> different = new TreeMap<>();
        int compared = 0;
        for (Path capture : Corpus.captures("malformed")) {
            String name = capture.getFileName().toString();
            String[] row = capinfos.get(name);
            int packets = row[CAPINFOS_PACKETS].isEmpty() ? 0 : Integer.parseInt(row[CAPINFOS_PACKETS]);
            Explained expected = new Explained(packets, !row[CAPINFOS_EXIT].equals("0"), "");
            ReadCapture read = ReadCapture.from(() -> CaptureFile.open(capture));
            Explained own = new Explained(read.packets().size(), read.failure() != null, "");
            if (!own.equals(expected)) {
                different.put(name, own.outcome());
            }
            compared++;
        }
        System.out.printf("%d damaged captures compared with capinfos, %d differ%n", compared, different.size());
        Map<String, String> explained = new TreeMap<>();
        EXPLAINED.forEach((name, outcome) -> explained.put(name, outcome.outcome()));
        assertThat(compared).isPositive();
        assertThat(different).isEqualTo(explained);
    }

    /** tshark takes custom blocks for packets too, so where its count is not the manifest's its bytes say nothing. */
    private static Sums expected(String name, long packets, JsonNode tshark, Sums own) {
        boolean customBlocks = tshark.path("packets").asLong() != packets;
        long pseudoHeaders = packets * PSEUDO_HEADERS.getOrDefault(name, 0);
        return new Sums(
                packets,
                customBlocks ? own.captured() : tshark.path("captured_bytes").asLong() + pseudoHeaders,
                customBlocks ? own.wire() : tshark.path("wire_bytes").asLong() + pseudoHeaders,
                tshark.path("first_ts").asText(),
                tshark.path("last_ts").asText());
    }

    private static Sums own(List<ReadCapture.Packet> packets) {
        List<String> times = packets.stream()
                .filter(packet -> packet.nanos() != RawPacket.NO_TIMESTAMP)
                .map(packet -> BigDecimal.valueOf(packet.nanos(), 9).toPlainString())
                .toList();
        return new Sums(
                packets.size(),
                packets.stream().mapToLong(packet -> packet.data().length() / 2).sum(),
                packets.stream().mapToLong(ReadCapture.Packet::wireLength).sum(),
                times.isEmpty() ? "null" : times.get(0),
                times.isEmpty() ? "null" : times.get(times.size() - 1));
    }

    /** A table of the corpus, by the file that is its first column. */
    private static Map<String, String[]> table(String file) throws IOException {
        Path root = Corpus.captures("conformance").get(0).getParent().getParent();
        Map<String, String[]> rows = new HashMap<>();
        for (String line : Files.readAllLines(root.resolve(file))) {
            String[] cells = line.split("\t", -1);
            rows.put(cells[0], cells);
        }
        return rows;
    }
}
