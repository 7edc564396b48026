package io.flowjay.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.feature.group.FrameScript;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.TorTraffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The guesses of groups fingerprint and tcp_fingerprint over the corpus: precision and recall on flows that are known, as
 * {@code heuristics.md} lists them. Truth is in {@code vpn.tsv} (tshark's dissection, by vpn-expected.py), {@code doh.tsv} (server
 * names that tshark reads) and {@code os.tsv} (what endpoints say of themselves, by os-expected.py); all other flows of a capture are
 * known to be none. No capture holds Tor; its flows are made after the source of tor.
 */
class FingerprintCorpusTest {
    private static final Path PAGE = Path.of("src/main/docs/heuristics.md");
    /** What the page has before and after the table. */
    private static final String TABLE_STARTS =
            "<!-- figures: FingerprintCorpusTest writes them with -Dflowjay.regenerate=true -->\n";

    private static final String TABLE_ENDS = "<!-- end of figures -->\n";
    private static final int MADE = 200;

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

        void add(boolean known, boolean guessed) {
            both += known && guessed ? 1 : 0;
            missed += known && !guessed ? 1 : 0;
            wrong += !known && guessed ? 1 : 0;
        }

        String row() {
            return String.join(
                    " | ",
                    String.valueOf(both + missed),
                    String.valueOf(both),
                    String.valueOf(missed),
                    String.valueOf(wrong),
                    both + wrong == 0 ? "" : String.format(Locale.ROOT, "%.3f", precision()),
                    both + missed == 0 ? "" : String.format(Locale.ROOT, "%.3f", recall()));
        }

        double precision() {
            return (double) both / (both + wrong);
        }

        double recall() {
            return (double) both / (both + missed);
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
    void figuresAreThoseOfThePage() throws IOException {
        Map<String, Score> scores = new LinkedHashMap<>();
        Map<String, Map<String, String>> vpns = known("vpn.tsv", 6);
        Map<String, Map<String, String>> dohs = known("doh.tsv", 5);
        Map<String, Map<String, String>> systems = known("os.tsv", 5);
        for (String type : List.of("ipsec-ah", "ipsec-esp", "ipsec-ike", "l2tp", "openvpn", "wireguard", "any")) {
            scores.put("VPN, " + type, new Score());
        }
        RECORDS.forEach((capture, records) -> {
            String name = String.valueOf(capture.getFileName());
            Set<String> encrypted = encrypted(capture);
            records.forEach((key, record) -> {
                Set<String> types = CORRECTIONS.getOrDefault(name + " " + key, kinds(vpns, name, key));
                String type = record.get("likely_vpn").equals(true) ? String.valueOf(record.get("vpn_type")) : "";
                if (types.contains(type)) {
                    score(scores, "VPN, " + type).add(true, true);
                } else {
                    types.forEach(kind -> score(scores, "VPN, " + kind).add(true, false));
                    if (!type.isEmpty()) {
                        score(scores, "VPN, " + type).add(false, true);
                    }
                }
                score(scores, "VPN, any").add(!types.isEmpty(), !type.isEmpty());
                boolean isDoh = dohs.getOrDefault(name, Map.of()).containsKey(key);
                score(scores, "DNS over HTTPS")
                        .add(isDoh, record.get("likely_doh").equals(true));
                score(scores, "Tor, in captures")
                        .add(false, record.get("likely_tor").equals(true));
                if (types.isEmpty() && !isDoh) {
                    score(scores, "encrypted")
                            .add(
                                    encrypted.contains(key),
                                    record.get("traffic_type").equals("encrypted"));
                }
            });
        });
        Random random = new Random(1);
        for (int i = 0; i < MADE; i++) {
            score(scores, "Tor, made").add(true, likelyTor(relay(random, i)));
            score(scores, "Tor, made").add(false, likelyTor(server(random, i)));
        }
        systems(systems, scores);
        String table =
                "| guess | flows known | found | not found | wrong | precision | recall |\n|---|---|---|---|---|---|---|\n"
                        + scores.entrySet().stream()
                                .map(score -> "| " + score.getKey() + " | "
                                        + score.getValue().row() + " |\n")
                                .collect(Collectors.joining());
        System.out.println(table);
        assertThat(scores.get("VPN, any")).satisfies(score -> {
            assertThat(score.precision()).isGreaterThanOrEqualTo(0.95);
            assertThat(score.recall()).isGreaterThanOrEqualTo(0.8);
        });
        assertThat(List.of(score(scores, "DNS over HTTPS"), score(scores, "Tor, made")))
                .allSatisfy(score -> {
                    assertThat(score.precision()).isGreaterThanOrEqualTo(0.95);
                    assertThat(score.recall()).isGreaterThanOrEqualTo(0.7);
                });
        assertThat(score(scores, "Tor, in captures").wrong).isZero();
        assertThat(scores.entrySet())
                .as("a guess without a true positive says unknown")
                .filteredOn(score -> score.getValue().wrong > 0)
                .allSatisfy(score ->
                        assertThat(score.getValue().both).as(score.getKey()).isPositive());
        check(table);
    }

    private static void check(String table) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(TABLE_STARTS) + TABLE_STARTS.length();
        int end = page.indexOf(TABLE_ENDS);
        if (Boolean.getBoolean("flowjay.regenerate")) {
            Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end));
        } else {
            assertThat(page.substring(start, end)).isEqualTo(table);
        }
    }

    private static Set<String> kinds(Map<String, Map<String, String>> vpns, String capture, String key) {
        String kinds = vpns.getOrDefault(capture, Map.of()).get(key);
        return kinds == null ? NONE : Set.of(kinds.split(",", -1));
    }

    /** Operating systems of endpoints whose SYN or SYN+ACK was captured. */
    private static void systems(Map<String, Map<String, String>> systems, Map<String, Score> scores) {
        RECORDS.forEach((capture, records) -> {
            Map<String, String> known = systems.getOrDefault(String.valueOf(capture.getFileName()), Map.of());
            known.forEach((ends, system) -> {
                String[] pair = ends.split(" > ", -1);
                FlowRecord record = records.get(key(pair[0], pair[1]));
                if (record == null) {
                    return;
                }
                String side = end(record, "src").equals(pair[0]) ? "fwd" : "bwd";
                String hint = String.valueOf(record.get("tcp_os_hint_" + side));
                if (String.valueOf(record.get("tcp_fp_" + side)).isEmpty()) {
                    return;
                }
                String segment = side.equals("fwd") ? " by SYN" : " by SYN+ACK";
                score(scores, "system, " + system + segment).add(true, hint.equals(system));
                if (!hint.equals(system) && !hint.equals("unknown")) {
                    score(scores, "system, " + hint + segment).add(false, true);
                    System.out.println(capture.getFileName() + " " + ends + ": says " + system + ", FlowJay " + hint);
                }
            });
        });
    }

    /** Conversations in which tshark sees TLS, DTLS, QUIC or SSH. */
    private static Set<String> encrypted(Path capture) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode line : Corpus.tshark(capture)) {
            if (Set.of("tls", "quic", "ssh").contains(line.path("kind").asText())) {
                keys.add(key(
                        line.path("src").asText() + " " + line.path("sport").asInt(),
                        line.path("dst").asText() + " " + line.path("dport").asInt()));
            }
        }
        return keys;
    }

    private static boolean likelyTor(TorTraffic traffic) {
        return FeatureValues.of(FrameScript.flow(traffic.script()), FeatureSettings.of(Settings.DEFAULT))
                .get("likely_tor")
                .equals(true);
    }

    /** A relay with the names that tor makes: of two each, one speaks TLS 1.2, and one is used for up to 20 cells each way. */
    private static TorTraffic relay(Random random, int index) {
        TorTraffic traffic =
                new TorTraffic().server(name(random, 4, 25, ".com")).port(index % 3 == 0 ? 9001 : 443);
        if (index % 2 == 0) {
            traffic.certificate(name(random, 8, 20, ".net"), name(random, 8, 20, ".com"), "");
        }
        int cells = index % 4 < 2 ? random.nextInt(20) : 0;
        int overhead = index % 2 == 0 ? 24 : 17;
        return traffic.records(IntStream.range(0, 3 + cells)
                .map(i -> i < 3 ? 40 + random.nextInt(1500) : 514 + overhead)
                .toArray());
    }

    /** Another server, whose client offers no protocols either; its name is of one or two words. */
    private static TorTraffic server(Random random, int index) {
        List<String> words = List.of(
                "weather",
                "news",
                "bank",
                "music",
                "photo",
                "travel",
                "garden",
                "school",
                "house",
                "light",
                "river",
                "mountain",
                "coffee",
                "office",
                "market",
                "health",
                "sport",
                "science",
                "history",
                "paper",
                "window",
                "bridge",
                "kitchen",
                "planet",
                "store");
        String name = words.get(random.nextInt(words.size()))
                + (index % 2 == 0 ? words.get(random.nextInt(words.size())) : "");
        return new TorTraffic()
                .server("www." + name + ".com")
                .records(random.ints(20, 20, 16_000).toArray());
    }

    private static String name(Random random, int least, int most, String domain) {
        String alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        return "www."
                + random.ints(least + random.nextInt(most - least + 1), 0, alphabet.length())
                        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                        .collect(Collectors.joining())
                + domain;
    }

    /**
     * Truth by conversation by capture. The ends of {@code os.tsv} keep their order, {@code A > B}, as the truth is of the first.
     *
     * @param column holds the truth
     */
    private static Map<String, Map<String, String>> known(String file, int column) throws IOException {
        Map<String, Map<String, String>> known = new HashMap<>();
        InputStream text = Objects.requireNonNull(FingerprintCorpusTest.class.getResourceAsStream(file));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(text, UTF_8))) {
            lines.lines().skip(1).map(line -> line.split("\t", -1)).forEach(fields -> {
                String a = fields[1] + " " + fields[2];
                String b = fields[3] + " " + fields[4];
                known.computeIfAbsent(fields[0], capture -> new HashMap<>())
                        .put(file.equals("os.tsv") ? a + " > " + b : key(a, b), fields[column]);
            });
        }
        return known;
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

    private static Score score(Map<String, Score> scores, String type) {
        return scores.computeIfAbsent(type, name -> new Score());
    }

    private static Map<String, FlowRecord> records(Path capture) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.GROUPS, "flow_meta,fingerprint,tcp_fingerprint", "test");
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
