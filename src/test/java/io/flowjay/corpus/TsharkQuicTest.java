package io.flowjay.corpus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowjay.record.FlowRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The spin bit and the length of packet numbers against those of an installed tshark, over the corpus. */
@Tag("full")
class TsharkQuicTest {
    private static final List<String> FIELDS = List.of(
            "ip.src",
            "ipv6.src",
            "udp.srcport",
            "ip.dst",
            "ipv6.dst",
            "udp.dstport",
            "quic.long.packet_type",
            "quic.long.packet_type_v2",
            "quic.packet_number_length",
            "quic.spin_bit");

    private static final String REFUSED = "of the first attempt, whose version was refused; tshark does not open it";

    private static final Map<String, String> CAUSES = Map.of(
            "ndpi-quic-forcing-vn-with-data.pcapng packet number length", REFUSED,
            "tcpdump-quic_vn.pcap packet number length", REFUSED);

    /** What tshark says of one flow. */
    private static final class Stream {
        long packetNumberLength;
        final Map<String, Set<String>> spinBits = new HashMap<>();

        boolean spins() {
            return spinBits.values().stream().anyMatch(values -> values.size() > 1);
        }
    }

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
        assumeTrue(TsharkStreams.isInstalled(), "no tshark");
    }

    @Test
    void flowsHaveTsharksHeaders() throws IOException {
        QuicShares shares = new QuicShares("tshark");
        for (Path capture : Corpus.captures("conformance")) {
            if (TsharkQuic.of(Corpus.tshark(capture)).isEmpty()) {
                continue;
            }
            String name = capture.getFileName().toString();
            Map<String, FlowRecord> ours = QuicRecords.of(capture);
            for (Map.Entry<String, Stream> entry : streams(capture).entrySet()) {
                FlowRecord own = ours.get(entry.getKey());
                Stream theirs = entry.getValue();
                shares.check(name, "spin bit", theirs.spins(), own == null ? "" : own.get("quic_spin_bit"));
                // tshark tells a length also where the packet could not be opened, when it means nothing.
                if (own != null && !own.get("quic_pn_length").equals(0L)) {
                    shares.check(name, "packet number length", theirs.packetNumberLength, own.get("quic_pn_length"));
                }
            }
        }
        shares.require(0.99, CAUSES);
    }

    private static Map<String, Stream> streams(Path capture) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("tshark", "-n", "-r", capture.toString(), "-Y", "quic and not icmp and not icmpv6"));
        command.addAll(List.of("-T", "fields"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Stream> streams = new HashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().map(line -> line.split("\t", -1)).forEach(frame -> add(frame, streams));
        }
        return streams;
    }

    private static void add(String[] frame, Map<String, Stream> streams) {
        String from = frame[0] + frame[1] + ' ' + frame[2];
        String to = frame[3] + frame[4] + ' ' + frame[5];
        Stream stream = streams.computeIfAbsent(QuicRecords.key(from, to), key -> new Stream());
        boolean initial = frame[6].startsWith("0") || frame[7].startsWith("1");
        if (initial && !frame[8].isEmpty() && stream.packetNumberLength == 0) {
            stream.packetNumberLength = 1 + Long.parseLong(frame[8].split(",", -1)[0]);
        }
        if (!frame[9].isEmpty()) {
            Set<String> values = stream.spinBits.computeIfAbsent(from, side -> new HashSet<>());
            values.addAll(List.of(frame[9].split(",", -1)));
        }
    }
}
