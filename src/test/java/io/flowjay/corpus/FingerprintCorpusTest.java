package io.flowjay.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The guesses of group fingerprint over the corpus: VPNs against tshark's dissection ({@code vpn.tsv}, by vpn-expected.py), DNS over
 * HTTPS against the server names that tshark reads, Tor against none, as no capture holds it.
 */
class FingerprintCorpusTest {
    /** The names of such servers that clients ask for anywhere in the corpus. */
    private static final Set<String> DOH_SERVERS = Set.of("dns.google");

    private static final Set<String> NONE = Set.of();

    /** Conversations of which tshark is wrong, or tells something else. */
    private static final Map<String, Set<String>> CORRECTIONS = Map.of(
            // A game's messages: they start with 4 like WireGuard's, but their length is no multiple of 16.
            "ndpi-lol_wild_rift_udp.pcap 10.215.173.1 47462 - 51.20.230.207 15004", NONE,
            "ndpi-lol_wild_rift_udp.pcap 10.215.173.1 43686 - 13.51.213.131 15007", NONE,
            "ndpi-lol_wild_rift_udp.pcap 10.215.173.1 46702 - 51.20.230.207 15007", NONE,
            // tshark inflates IPComp behind AH and shows the flow inside.
            "libpcap-filter_AH-IPcomp-IPv6.pcap 2000::1 0 - 2002::2 0", Set.of("ipsec-ah"),
            // One packet in the midst of the flow has an AH, and that of length 0; the flow's first packet decides.
            "zeek-ipv6_zero_len_ah.pcap 2000:1300::1 0 - 2000:1300::2 0", NONE);

    /** Conversations of a kind in both views, in tshark's only, in ours only. */
    private static final class Score {
        private int both;
        private int missed;
        private int wrong;

        double precision() {
            return (double) both / (both + wrong);
        }

        double recall() {
            return (double) both / (both + missed);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "precision %.3f, recall %.3f (both %d, only tshark %d, only FlowJay %d)",
                    precision(),
                    recall(),
                    both,
                    missed,
                    wrong);
        }
    }

    private static final Map<Path, Map<String, FlowRecord>> RECORDS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Corpus.assumePresent();
        for (Path capture : Corpus.captures("conformance")) {
            RECORDS.put(capture, records(capture));
        }
    }

    @Test
    void vpnsAreThoseThatTsharkSees() throws IOException {
        Map<String, Map<String, Set<String>>> expected = vpns();
        Map<String, Score> scores = new TreeMap<>();
        List<String> differences = new ArrayList<>();
        RECORDS.forEach((capture, records) -> {
            Map<String, Set<String>> theirs = expected.getOrDefault(String.valueOf(capture.getFileName()), Map.of());
            assertThat(records.keySet()).as("conversations of %s", capture).containsAll(theirs.keySet());
            records.forEach((key, record) -> {
                boolean likely = record.get("likely_vpn").equals(true);
                String type = String.valueOf(record.get("vpn_type"));
                Set<String> types =
                        CORRECTIONS.getOrDefault(capture.getFileName() + " " + key, theirs.getOrDefault(key, NONE));
                if (likely && types.contains(type)) {
                    score(scores, type).both++;
                } else if (likely || !types.isEmpty()) {
                    differences.add(capture.getFileName() + " " + key + ": tshark " + types + ", FlowJay " + type + " "
                            + record.get("vpn_confidence"));
                    types.forEach(missed -> score(scores, missed).missed++);
                    if (likely) {
                        score(scores, type).wrong++;
                    }
                }
            });
        });
        differences.forEach(System.out::println);
        scores.forEach((type, score) -> System.out.printf("%-9s %s%n", type, score));
        assertThat(scores.keySet())
                .containsExactly("ipsec-ah", "ipsec-esp", "ipsec-ike", "l2tp", "openvpn", "wireguard");
        assertThat(scores).allSatisfy((type, score) -> {
            assertThat(score.both).isPositive();
            assertThat(score.precision()).isOne();
            assertThat(score.recall()).isOne();
        });
    }

    @Test
    void dnsOverHttpsIsWhatGoesToTheServersNamed() {
        Score score = new Score();
        RECORDS.forEach((capture, records) -> {
            Set<String> theirs = dohs(capture);
            records.forEach((key, record) -> {
                boolean likely = record.get("likely_doh").equals(true);
                boolean expected = theirs.contains(key);
                score.both += likely && expected ? 1 : 0;
                score.missed += expected && !likely ? 1 : 0;
                score.wrong += likely && !expected ? 1 : 0;
                if (likely != expected) {
                    System.out.println(capture.getFileName() + " " + key + ": tshark " + expected + ", FlowJay "
                            + record.get("doh_confidence"));
                }
            });
        });
        System.out.println("DNS over HTTPS " + score);
        assertThat(score.both).isPositive();
        assertThat(score.precision()).isOne();
        assertThat(score.recall()).isOne();
    }

    @Test
    void noCaptureHoldsTor() {
        List<String> likely = new ArrayList<>();
        RECORDS.forEach((capture, records) -> records.forEach((key, record) -> {
            if (record.get("likely_tor").equals(true)) {
                likely.add(capture.getFileName() + " " + key + " " + record.get("tor_confidence"));
            }
        }));
        assertThat(likely).isEmpty();
    }

    @Test
    void everyKindOfTrafficIsThere() {
        Map<String, Integer> types = new TreeMap<>();
        RECORDS.values().forEach(records -> records.values()
                .forEach(record -> types.merge(String.valueOf(record.get("traffic_type")), 1, Integer::sum)));
        System.out.println(types);
        assertThat(types)
                .containsKeys("unknown", "encrypted", "doh", "vpn:openvpn", "vpn:wireguard", "vpn:ipsec-esp")
                .doesNotContainKeys("", "vpn", "tor");
    }

    /** Conversations in which a client asks port 443 for a server that does DNS over HTTPS. */
    private static Set<String> dohs(Path capture) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode hello : Corpus.tshark(capture)) {
            String name = hello.path("sni").asText("");
            if (hello.path("dport").asInt() == 443 && DOH_SERVERS.contains(name)) {
                keys.add(key(
                        hello.path("src").asText() + " " + hello.path("sport").asInt(),
                        hello.path("dst").asText() + " " + hello.path("dport").asInt()));
            }
        }
        return keys;
    }

    private static Score score(Map<String, Score> scores, String type) {
        return scores.computeIfAbsent(type, name -> new Score());
    }

    /** Kinds by conversation by capture. */
    private static Map<String, Map<String, Set<String>>> vpns() throws IOException {
        Map<String, Map<String, Set<String>>> vpns = new HashMap<>();
        InputStream file = Objects.requireNonNull(FingerprintCorpusTest.class.getResourceAsStream("vpn.tsv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            lines.lines().skip(1).map(line -> line.split("\t", -1)).forEach(fields -> {
                String key = key(fields[1] + " " + fields[2], fields[3] + " " + fields[4]);
                vpns.computeIfAbsent(fields[0], capture -> new HashMap<>()).put(key, Set.of(fields[6].split(",", -1)));
            });
        }
        return vpns;
    }

    private static Map<String, FlowRecord> records(Path capture) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.GROUPS, "flow_meta,fingerprint", "test");
        settings.set(SettingCatalog.IDLE_TIMEOUT, Duration.ZERO);
        settings.text(SettingCatalog.FIN_RST_MODE, "never", "test");
        settings.set(SettingCatalog.THREADS, 1);
        Map<String, FlowRecord> records = new HashMap<>();
        try (FlowRecords all = Extraction.of(settings.build()).records(CaptureFile.open(capture))) {
            // Protocols without ports share a key: the one that is guessed to be anything stays.
            all.forEachRemaining(record -> records.merge(
                    key(end(record, "src"), end(record, "dst")),
                    record,
                    (a, b) -> a.get("traffic_type").equals("unknown") ? b : a));
        } catch (CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        }
        return records;
    }

    private static String end(FlowRecord record, String side) {
        return record.get(side + "_ip") + " " + record.get(side + "_port");
    }

    private static String key(String a, String b) {
        return a.compareTo(b) < 0 ? a + " - " + b : b + " - " + a;
    }
}
