package io.flowjay.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of FlowJay. Options of the commands, {@code application.properties}, the page of settings, the metadata for Camel and
 * Spring, and the check of every value come from these declarations.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class SettingCatalog {
    private static final List<Setting<?>> ALL = new ArrayList<>();
    private static final Map<String, Setting<?>> BY_NAME = new HashMap<>();

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final long MOST_BYTES = Integer.MAX_VALUE;
    private static final int LAST_PORT = 65_535;
    /** LINKTYPE_USER0 to LINKTYPE_USER15 (tcpdump.org). */
    private static final int FIRST_USER_LINK_TYPE = 147;

    private static final int LAST_USER_LINK_TYPE = 162;
    /** More do not fit into the arrays that remember them. */
    private static final int MOST_CONNECTIONS = 500_000_000;

    private static final SettingList CAPTURE_FILES = new SettingList(Section.CAPTURES, ALL);

    public static final Setting<String> CAPTURES = CAPTURE_FILES.text(
            "captures",
            TextType.PATH,
            "captures",
            "Directory to watch. Captures leave it for .done/ or .failed/ inside it.");
    public static final Setting<String> INCLUDE = CAPTURE_FILES.text(
            "include",
            TextType.PATTERN,
            "(?s).*\\.(pcap|pcapng|cap)\\d*(\\.(gz|zst|lz4|xz|bz2))?",
            "File names to take, a regular expression that ignores case. The content decides about format and compression.");
    public static final Setting<Boolean> RECURSIVE = CAPTURE_FILES.onOff(
            "recursive", false, "Watches subdirectories too; each gets its own .done/ and .failed/.");
    public static final Setting<Duration> POLL_DELAY =
            CAPTURE_FILES.duration("poll-delay", "500ms", MILLISECOND, "Interval at which the directory is read.");
    public static final Setting<Integer> CAPTURES_AT_ONCE = CAPTURE_FILES.count(
            "captures-at-once",
            1,
            1,
            64,
            "Captures of the directory that this process works on at once. Many small captures are done sooner with as many as there"
                    + " are processors; each takes memory of its own.");
    public static final Setting<Duration> QUIET_TIME = CAPTURE_FILES.duration(
            "quiet-time",
            "2s",
            Duration.ZERO,
            "Takes a file when its size, times and identity have not changed for this long, measured by FlowJay. Files whose"
                    + " names end in .part or .tmp, and hidden ones, are never taken.");
    public static final Setting<String> DONE_FILE = CAPTURE_FILES.text(
            "done-file",
            TextType.OPTIONAL_SUFFIX,
            "",
            "Takes NAME only when NAME plus this suffix, such as .done, exists. FlowJay deletes that marker when the capture"
                    + " has left. Empty: needs none.");
    public static final Setting<Integer> MAX_DEATHS = CAPTURE_FILES.count(
            "max-deaths",
            2,
            0,
            "A capture during which this many workers ended without notice moves to .failed/; 0: never. A kill -9 by a person counts"
                    + " too, a regular stop does not.");
    public static final Setting<DonePolicy> DONE_POLICY = CAPTURE_FILES.choice(
            "done-policy",
            DonePolicy.KEEP,
            "What to do with a published capture: keep it in .done/, delete it, or compress it there.");
    public static final Setting<Duration> DONE_KEEP_FOR = CAPTURE_FILES.duration(
            "done-keep-for",
            "0",
            "Deletes a capture from .done/ this long after it was moved there; 0: never. Nothing is deleted from .failed/.");

    private static final SettingList SOURCES = new SettingList(Section.SOURCES, ALL);

    public static final Setting<Boolean> WATCH = SOURCES.onOff(
            "watch",
            true,
            "This process takes captures from the directory. Processes that share a directory share its captures.");
    public static final Setting<Boolean> OFFER =
            SOURCES.onOff("offer", false, "This process offers each capture of the directory on a topic, once.");
    public static final Setting<Boolean> TAKE = SOURCES.onOff(
            "take", false, "This process takes offered captures. It must see the directory under the same name.");
    public static final Setting<String> OFFERS_TOPIC = SOURCES.text(
            "offers-topic",
            TextType.TOPIC,
            "flowjay-offers",
            "Topic of the offers; the same name with -ledger is the topic that records which were made. It has work for as many"
                    + " workers as it has partitions.");
    public static final Setting<String> WORKERS_GROUP =
            SOURCES.text("workers-group", TextType.WORD, "flowjay-workers", "Consumer group of the workers.");
    public static final Setting<Duration> WORKER_TIMEOUT = SOURCES.duration(
            "worker-timeout",
            "45s",
            MILLISECOND,
            "A worker that gives no sign of life for this long loses its capture to another (Kafka's session.timeout.ms).");
    public static final Setting<Boolean> LIVE = SOURCES.onOff(
            "live",
            false,
            "This process captures from a network interface. Needs libpcap, and root or CAP_NET_RAW and CAP_NET_ADMIN.");
    public static final Setting<String> LIVE_INTERFACE = SOURCES.text(
            "live-interface",
            TextType.WORD,
            "any",
            "Interface to capture from, such as eth0; any means all of them, on Linux.");
    public static final Setting<Duration> LIVE_RETRY_DELAY = SOURCES.duration(
            "live-retry-delay", "5s", MILLISECOND, "Time until a live capture that broke off starts again.");

    private static final SettingList KAFKA = new SettingList(Section.KAFKA, ALL);

    public static final Setting<String> BROKERS = KAFKA.text(
            "brokers",
            TextType.BROKERS,
            "localhost:9092",
            "Kafka bootstrap servers. All else that Kafka clients need, such as security, is set by camel.component.kafka.*"
                    + " properties.");
    public static final Setting<String> TOPIC =
            KAFKA.text("topic", TextType.TOPIC, "flow-features", "Topic of the records.");
    public static final Setting<String> KEY_FIELD = KAFKA.text(
            "key-field",
            TextType.WORD,
            "flow_id",
            "Record field that becomes the record's key. A record without a value there has no key.");
    public static final Setting<String> KEY_HEADER = KAFKA.text(
            "key-header",
            TextType.ANY,
            "",
            "One more message header that holds the key, for a route that ends elsewhere than in Camel's Kafka component. The"
                    + " header that the component reads always holds it.");
    public static final Setting<Boolean> CLOUD_EVENTS = KAFKA.onOff(
            "cloud-events", false, "Adds the headers of CloudEvents 1.0 to records; ce_id is the record_id.");
    public static final Setting<String> CLOUD_EVENTS_TYPE =
            KAFKA.text("cloud-events-type", TextType.WORD, "io.flowjay.flow", "The ce_type of CloudEvents.");
    public static final Setting<String> CLOUD_EVENTS_SOURCE = KAFKA.text(
            "cloud-events-source",
            TextType.URI_REFERENCE,
            "/flowjay",
            "The ce_source of CloudEvents, a URI reference.");
    public static final Setting<Integer> BATCH_SIZE = KAFKA.count(
            "batch-size", 1000, 1, "Records sent together. The next batch is sent when this one is acknowledged.");
    public static final Setting<Acks> ACKS = KAFKA.choice(
            "acks",
            Acks.ALL,
            "Brokers that must have a record before it is acknowledged. Only all survives the loss of a broker.");
    public static final Setting<Boolean> IDEMPOTENCE = KAFKA.onOff(
            "idempotence",
            true,
            "The brokers drop what the producer's own retries send twice. Kafka has this with acks=all only, so it is off with"
                    + " other acks.");
    public static final Setting<Compression> COMPRESSION =
            KAFKA.choice("compression", Compression.LZ4, "Compression of batches.");
    public static final Setting<Integer> LINGER_MS =
            KAFKA.count("linger-ms", 5, 0, "Milliseconds that the producer waits for more records to send together.");
    public static final Setting<Long> PRODUCER_BATCH_SIZE = KAFKA.size(
            "producer-batch-size",
            "256KiB",
            0,
            MOST_BYTES,
            "Most bytes for one partition that the producer compresses and sends together (Kafka's batch.size). A record has"
                    + " about 12 kB.");
    public static final Setting<String> CLIENT_ID =
            KAFKA.text("client-id", TextType.WORD, "flowjay", "Name of this client in the brokers' logs and metrics.");
    public static final Setting<Long> MAX_REQUEST_SIZE = KAFKA.size(
            "max-request-size",
            "1MiB",
            1,
            MOST_BYTES,
            "Size of the largest request, and so of the largest record. Raw sequences make large records; the topic must allow"
                    + " them too.");
    public static final Setting<Integer> DELIVERY_TIMEOUT_MS =
            KAFKA.count("delivery-timeout-ms", 120_000, 1, "Milliseconds within which a record must be acknowledged.");
    public static final Setting<Boolean> CREATE_TOPICS = KAFKA.onOff(
            "create-topics", true, "Creates missing topics, with the cluster's own number of partitions and replicas.");

    private static final SettingList REGISTRY = new SettingList(Section.REGISTRY, ALL);

    public static final Setting<String> SCHEMA_REGISTRY = REGISTRY.text(
            "schema-registry",
            TextType.OPTIONAL_HTTP_URL,
            "",
            "Schema registry with Confluent's REST interface, such as http://registry:8081, or Apicurio's with its path"
                    + " http://registry:8080/apis/ccompat/v7. Records in Avro name their schema by its id there. Empty: none; records"
                    + " name it by its fingerprint.");
    public static final Setting<Boolean> SCHEMA_REGISTRY_AUTO_REGISTER = REGISTRY.onOff(
            "schema-registry-auto-register",
            true,
            "Registers the schema of the records under the subject TOPIC-value. Off: it must be there already.");
    public static final Setting<String> SCHEMA_REGISTRY_USER = REGISTRY.text(
            "schema-registry-user", TextType.ANY, "", "User for basic authentication at the registry; empty: none.");
    public static final Setting<String> SCHEMA_REGISTRY_PASSWORD =
            REGISTRY.secret("schema-registry-password", TextType.ANY, "Password of that user.");
    public static final Setting<String> SCHEMA_REGISTRY_TOKEN = REGISTRY.secret(
            "schema-registry-token", TextType.ANY, "Token for bearer authentication at the registry; empty: none.");
    public static final Setting<String> SCHEMA_REGISTRY_TRUSTSTORE = REGISTRY.text(
            "schema-registry-truststore",
            TextType.OPTIONAL_PATH,
            "",
            "File of the certificates that the registry's own must come from: PEM, JKS or PKCS12. Empty: those that Java trusts.");
    public static final Setting<String> SCHEMA_REGISTRY_TRUSTSTORE_PASSWORD = REGISTRY.secret(
            "schema-registry-truststore-password", TextType.ANY, "Password of that file, for JKS and PKCS12.");
    public static final Setting<String> SCHEMA_REGISTRY_KEYSTORE = REGISTRY.text(
            "schema-registry-keystore",
            TextType.OPTIONAL_PATH,
            "",
            "File of the private key and the certificates by which the registry knows FlowJay (mutual TLS): PEM, JKS or PKCS12."
                    + " Empty: none.");
    public static final Setting<String> SCHEMA_REGISTRY_KEYSTORE_PASSWORD = REGISTRY.secret(
            "schema-registry-keystore-password", TextType.ANY, "Password of that file, for JKS and PKCS12.");
    public static final Setting<String> SCHEMA_REGISTRY_KEY_PASSWORD = REGISTRY.secret(
            "schema-registry-key-password",
            TextType.ANY,
            "Password of the private key in that file; empty: that of the file, or none for PEM.");
    public static final Setting<Duration> SCHEMA_REGISTRY_TIMEOUT = REGISTRY.duration(
            "schema-registry-timeout", "10s", MILLISECOND, "Longest time that a request to the registry may take.");

    private static final SettingList DELIVERIES = new SettingList(Section.DELIVERY, ALL);

    public static final Setting<DeliveryMode> DELIVERY = DELIVERIES.choice(
            "delivery",
            DeliveryMode.AT_LEAST_ONCE,
            "at-least-once: every record arrives; after a failure some arrive again. exactly-once: batches are transactions, and"
                    + " consumers with isolation.level=read_committed see every record once, whatever is killed and whenever.");
    public static final Setting<Integer> REDELIVERIES = DELIVERIES.count(
            "redeliveries",
            5,
            0,
            "How many times FlowJay resends a batch that the brokers did not acknowledge in time.");
    public static final Setting<Duration> REDELIVERY_DELAY = DELIVERIES.duration(
            "redelivery-delay",
            "5s",
            Duration.ZERO,
            "Wait before a batch is sent again the first time; each wait is twice the one before, up to a minute.");
    public static final Setting<Duration> FIRST_WAIT = DELIVERIES.positiveDuration(
            "first-wait",
            "1s",
            "First wait of a capture that could not be delivered for a reason that may pass, such as a broker outage. It stays"
                    + " in the directory.");
    public static final Setting<Duration> LONGEST_WAIT = DELIVERIES.positiveDuration(
            "longest-wait", "60s", "Longest wait of such a capture; each wait is twice the one before.");
    public static final Setting<String> DEAD_LETTER_TOPIC = DELIVERIES.text(
            "dead-letter-topic",
            TextType.OPTIONAL_TOPIC,
            "",
            "Topic for records that their topic refuses for good; empty: the topic's name with .dlq. Records that the broker"
                    + " refuses there too become files in .dead/ of the directory of captures.");
    public static final Setting<String> LEDGER_TOPIC = DELIVERIES.text(
            "ledger-topic",
            TextType.TOPIC,
            "flowjay-captures",
            "Exactly once: the compacted topic that records how far each capture is.");
    public static final Setting<Duplicates> DUPLICATES = DELIVERIES.choice(
            "duplicates",
            Duplicates.SKIP,
            "Exactly once: what to do with a capture whose content is published already, under whatever name.");
    public static final Setting<ChangedSettings> ON_CHANGED_SETTINGS = DELIVERIES.choice(
            "on-changed-settings",
            ChangedSettings.FINISH_WITH_OLD,
            "Exactly once: what to do with a capture that is published in part with settings or a version that give other records."
                    + " finish-with-old: publishes the rest with the settings of the first part if this worker has the same version,"
                    + " secrets and files, otherwise as again. again: publishes all records again under a new delivery number. fail:"
                    + " moves it to .failed/.");
    public static final Setting<Duration> TRANSACTION_TIMEOUT = DELIVERIES.duration(
            "transaction-timeout",
            "60s",
            MILLISECOND,
            "Exactly once: the broker aborts a transaction whose worker was silent for this long.");
    public static final Setting<Integer> ATTEMPTS =
            DELIVERIES.count("attempts", 6, 1, "Exactly once: attempts to publish a batch.");
    public static final Setting<Duration> BACKOFF = DELIVERIES.duration(
            "backoff",
            "1s",
            Duration.ZERO,
            "Exactly once: wait before the second attempt; each wait is twice the one before.");

    private static final SettingList RECORD_FILES = new SettingList(Section.FILES, ALL);

    public static final Setting<String> FILES = RECORD_FILES.text(
            "files",
            TextType.OPTIONAL_PATH,
            "",
            "Directory for files of records. With it captures become files, and not records on Kafka. Empty: none.");
    public static final Setting<String> FILES_EXTENSION = RECORD_FILES.text(
            "files-extension",
            TextType.EXTENSION,
            "",
            "What the names of the files end in, such as csv or ndjson.zst; it chooses format and compression as the name of"
                    + " 'flowjay extract -o' does. Empty: the format; without one, ndjson.");
    public static final Setting<FilesPartition> FILES_PARTITION = RECORD_FILES.choice(
            "files-partition",
            FilesPartition.NONE,
            "Divides the records of a capture by the start of their flows, in UTC. date: files in date=YYYY-MM-DD/; hour: in"
                    + " date=YYYY-MM-DD/hour=HH/.");
    public static final Setting<Long> FILES_MAX_SIZE = RECORD_FILES.size(
            "files-max-size",
            "0",
            0,
            "Begins another file of the same capture when the records of a file would have more bytes, before compression. With"
                    + " files-roll-interval: a file of several captures is closed after the capture that brings it there. 0: never.");
    public static final Setting<Duration> FILES_ROLL_INTERVAL = RECORD_FILES.duration(
            "files-roll-interval",
            "0",
            "Captures share a file, which is closed when it is so old, when it reaches files-max-size, and when the service stops."
                    + " They leave their directory after that. 0: each capture has files of its own.");
    public static final Setting<Integer> FILES_ROLL_RECORDS = RECORD_FILES.count(
            "files-roll-records",
            5000,
            1,
            "With files-roll-interval: a capture with more records has files of its own. The records of one capture are in memory.");

    private static final SettingList INTERFACE = new SettingList(Section.LIVE, ALL);

    public static final Setting<Duration> LIVE_DURATION =
            INTERFACE.duration("live-duration", "0", "How long a live capture lasts; 0: until it is stopped.");
    public static final Setting<Boolean> LIVE_PROMISCUOUS =
            INTERFACE.onOff("live-promiscuous", true, "Captures packets for other hosts too.");
    public static final Setting<Long> LIVE_SNAPSHOT_LENGTH =
            INTERFACE.size("live-snapshot-length", "256KiB", 1, MOST_BYTES, "Bytes kept of each packet.");
    public static final Setting<Long> LIVE_KERNEL_BUFFER_SIZE = INTERFACE.size(
            "live-kernel-buffer-size",
            "16MiB",
            1,
            MOST_BYTES,
            "The kernel's buffer. Packets that find no room there are dropped and counted.");
    public static final Setting<Long> LIVE_QUEUE_SIZE = INTERFACE.size(
            "live-queue-size",
            "64MiB",
            1,
            "Memory for packets that wait to be read. Packets that find no room there are dropped and counted.");

    private static final SettingList FEATURE_SET = new SettingList(Section.FEATURES, ALL);

    public static final Setting<List<String>> FEATURES = FEATURE_SET.names(
            "features",
            "",
            "Features (iat_mean or timing.iat_mean) and feature groups to keep of the groups and the profile; empty: all.");
    public static final Setting<List<String>> GROUPS =
            FEATURE_SET.names("groups", "all", "Feature groups to compute, or all. 'flowjay catalog' lists them.");
    public static final Setting<Profile> PROFILE =
            FEATURE_SET.choice("profile", Profile.FLOWJAY, "Tier of features; each tier includes the ones before it.");
    public static final Setting<String> FIELD_NAMES = FEATURE_SET.text(
            "field-names",
            TextType.WORD,
            "name",
            "Names of the features in records: name (iat_mean), id (timing.iat_mean), or a properties file of lines"
                    + " iat_mean=Flow IAT Mean.");
    public static final Setting<Boolean> SPARSE =
            FEATURE_SET.onOff("sparse", false, "Leaves out feature groups without any value.");
    public static final Setting<Boolean> INCLUDE_RAW_SEQUENCES =
            FEATURE_SET.onOff("include-raw-sequences", false, "Adds the sequences of gaps, times and lengths.");
    public static final Setting<Boolean> INCLUDE_SPLT = FEATURE_SET.onOff(
            "include-splt", false, "Adds the sequence of packet lengths, times and directions (SPLT).");
    public static final Setting<Integer> MAX_SEQUENCE_LENGTH =
            FEATURE_SET.count("max-sequence-length", 50, 1, "Most packets in a sequence.");
    public static final Setting<Duration> BURST_THRESHOLD = FEATURE_SET.positiveDuration(
            "burst-threshold", "50ms", "A gap of this length or more separates two bursts.");
    public static final Setting<Integer> EXACT_BETWEENNESS_HOSTS = FEATURE_SET.count(
            "exact-betweenness-hosts",
            2000,
            0,
            "Betweenness is exact in captures of up to this many hosts, and estimated in larger ones.");
    public static final Setting<Integer> MAX_HOST_GRAPH_ENTRIES = FEATURE_SET.count(
            "max-host-graph-entries",
            4_000_000,
            1,
            "Most hosts, pairs of hosts and called ports of a capture, together, some hundred bytes each. Records of a capture"
                    + " with more have no features of group connection.");
    public static final Setting<Long> ENTROPY_SAMPLE_SIZE = FEATURE_SET.size(
            "entropy-sample-size",
            "256",
            0,
            1 << 20,
            "First payload bytes of each direction to compute entropy from; 0: no entropy. Few bytes give values that are too low.");
    public static final Setting<String> OS_HINTS = FEATURE_SET.text(
            "os-hints",
            TextType.OPTIONAL_PATH,
            "",
            "File with rules for operating systems (tcp_os_hint_*); empty: FlowJay's own.");
    public static final Setting<String> TOR_RULES = FEATURE_SET.text(
            "tor-rules", TextType.OPTIONAL_PATH, "", "File with rules for Tor (likely_tor); empty: FlowJay's own.");
    public static final Setting<String> VPN_RULES = FEATURE_SET.text(
            "vpn-rules", TextType.OPTIONAL_PATH, "", "File with rules for VPNs (likely_vpn); empty: FlowJay's own.");
    public static final Setting<String> DOH_RULES = FEATURE_SET.text(
            "doh-rules",
            TextType.OPTIONAL_PATH,
            "",
            "File with rules for DNS over HTTPS (likely_doh); empty: FlowJay's own.");
    public static final Setting<String> PADDING_RULES = FEATURE_SET.text(
            "padding-rules",
            TextType.OPTIONAL_PATH,
            "",
            "File with rules for padded packets (padding_score); empty: FlowJay's own.");
    public static final Setting<String> APPLICATION_RULES = FEATURE_SET.text(
            "application-rules",
            TextType.OPTIONAL_PATH,
            "",
            "File with server names and ports of applications (application); empty: FlowJay's own.");

    private static final SettingList FLOWS = new SettingList(Section.FLOWS, ALL);

    public static final Setting<Duration> IDLE_TIMEOUT = FLOWS.duration(
            "idle-timeout", "60s", "A flow without a packet for longer than this ends, by packet time; 0: never.");
    public static final Setting<Duration> ACTIVE_TIMEOUT =
            FLOWS.duration("active-timeout", "0", "A flow that lasts longer than this is cut and continued; 0: never.");
    public static final Setting<FinRstMode> FIN_RST_MODE = FLOWS.choice(
            "fin-rst-mode",
            FinRstMode.BOTH,
            "TCP control bits that end a flow: FIN from both sides or RST (both), the first of either (first), or none (never).");
    public static final Setting<ChecksumMode> CHECKSUMS = FLOWS.choice(
            "checksums",
            ChecksumMode.AUTO,
            "What a wrong TCP or UDP checksum means. verify: no payload is read from the packet. auto: only if the sender had a right one"
                    + " in the same flow before, so that hosts whose network card computes checksums lose nothing. Both count such packets"
                    + " (bad_checksum_packets). ignore: checksums are not looked at.");
    public static final Setting<Integer> MAX_FLOW_PACKETS =
            FLOWS.count("max-flow-packets", 0, 0, "A flow of this many packets is cut and continued; 0: never.");
    public static final Setting<Integer> MAX_OPEN_FLOWS = FLOWS.count(
            "max-open-flows",
            250_000,
            1,
            "Most open flows; one more ends the flow with the oldest last packet (flow_end_reason evicted).");
    public static final Setting<Integer> MAX_OPEN_PACKETS = FLOWS.count(
            "max-open-packets",
            0,
            0,
            "Most packets that all open flows hold; more end the flow with the oldest last packet. 0: no limit.");
    public static final Setting<Long> MAX_MEMORY = FLOWS.size(
            "max-memory",
            "64MiB",
            1,
            "Memory for the packets of a capture's flows, some 48 bytes each; further packets move to a temporary file. No result depends"
                    + " on it.");
    public static final Setting<Long> MAX_PAYLOAD_MEMORY = FLOWS.size(
            "max-payload-memory",
            "256MiB",
            1,
            "Memory for payload that open flows have read; more ends the flow with the oldest last packet.");
    public static final Setting<Integer> MAX_ENDED_CONNECTIONS = FLOWS.count(
            "max-ended-connections",
            500_000,
            1,
            MOST_CONNECTIONS,
            "Ended connections that FlowJay remembers, some 50 bytes each, so that later packets continue them (connection_id, part). If"
                    + " there are more, it forgets the one that ended first.");
    public static final Setting<List<String>> FLOW_KEY = FLOWS.names(
            "flow-key",
            "5-tuple",
            List.of("5-tuple", "vlan", "tunnel-id", "interface"),
            "Fields in which all packets of a flow are equal. 5-tuple always counts. Add vlan (the two outer VLAN ids), tunnel-id (VNI,"
                    + " TEIDs, GRE key, ... of all nested tunnels) or interface if networks use the same addresses and differ in these.");
    public static final Setting<Double> SAMPLING_RATE =
            FLOWS.ratio("sampling-rate", "1.0", "Share of 5-tuples to keep.");
    public static final Setting<Long> SAMPLING_SEED =
            FLOWS.seed("sampling-seed", "Seed of the hash that chooses the 5-tuples to keep.");
    public static final Setting<Integer> THREADS = FLOWS.count(
            "threads", 0, 0, 1024, "Threads that work on one capture; 0: one per processor. No result depends on it.");

    private static final SettingList LIMITS = new SettingList(Section.LIMITS, ALL);

    public static final Setting<Integer> MAX_RECORDS = LIMITS.count(
            "max-records", 0, 0, "Most records of one capture file. One with more fails after that many; 0: no limit.");
    public static final Setting<Long> MAX_OUTPUT = LIMITS.size(
            "max-output",
            "0",
            0,
            "Most bytes of the records of one capture file, in their format. One with more fails before the record that exceeds it; 0: no limit.");
    public static final Setting<Duration> MAX_TIME = LIMITS.duration(
            "max-time",
            "0",
            "Longest time to compute the records of one capture file, without waits for Kafka. One that takes longer fails; 0: no"
                    + " limit.");

    private static final SettingList PACKETS = new SettingList(Section.PACKETS, ALL);

    public static final Setting<String> FILTER = PACKETS.text(
            "filter",
            TextType.ANY,
            "",
            "Uses only packets that match this expression, as tcpdump takes it (pcap-filter(7)); needs libpcap. Empty: all.");
    public static final Setting<Boolean> DECAPSULATE = PACKETS.onOff(
            "decapsulate", true, "A packet inside a tunnel belongs to the innermost flow, otherwise to the outermost.");
    public static final Setting<Integer> MAX_TUNNEL_DEPTH =
            PACKETS.count("max-tunnel-depth", 8, 0, "Maximum number of nested tunnels to follow.");
    public static final Setting<Duration> DEDUPLICATE = PACKETS.duration(
            "deduplicate",
            "0",
            "An IP packet that is captured again within this time is not counted as traffic (duplicate_packets); its hop limit and its"
                    + " encapsulation may differ. 0: every packet counts. 1ms is enough for a mirror port or several interfaces of one"
                    + " host.");
    public static final Setting<Map<Integer, String>> TUNNEL_PORTS = PACKETS.numbers(
            "tunnel-ports",
            new NumbersType(
                    1,
                    LAST_PORT,
                    "",
                    List.of(
                            "vxlan",
                            "vxlan-gpe",
                            "geneve",
                            "gre",
                            "gtp",
                            "teredo",
                            "l2tp",
                            "lisp",
                            "capwap",
                            "ayiya",
                            "mpls",
                            "tzsp",
                            "none")),
            "UDP ports of tunnels besides the usual ones, such as 14789=vxlan,6082=geneve. none: no tunnel has this port.");
    public static final Setting<Map<Integer, String>> LINK_TYPES = PACKETS.numbers(
            "link-types",
            new NumbersType(
                    FIRST_USER_LINK_TYPE,
                    LAST_USER_LINK_TYPE,
                    "user",
                    List.of(
                            "ethernet",
                            "raw",
                            "null",
                            "ppp",
                            "chdlc",
                            "frame-relay",
                            "mpls",
                            "linux-sll",
                            "linux-sll2",
                            "ieee802.11",
                            "radiotap",
                            "erf")),
            "What captures with a private link type (DLT_USER) hold, such as user0=raw,148=ethernet.");
    public static final Setting<Duration> FRAGMENT_TIMEOUT = PACKETS.duration(
            "fragment-timeout",
            "60s",
            "A fragmented packet that is incomplete for this long is dropped, by packet time.");
    public static final Setting<Long> MAX_FRAGMENT_MEMORY = PACKETS.size(
            "max-fragment-memory",
            "16MiB",
            0,
            "Memory for fragments that wait for others; more drops the oldest packet.");
    public static final Setting<Integer> MAX_FRAGMENTED_PACKETS = PACKETS.count(
            "max-fragmented-packets", 10_000, 0, "Most incomplete packets at once; more drop the oldest one.");

    private static final SettingList IDENTIFIERS = new SettingList(Section.IDENTIFIERS, ALL);

    public static final Setting<Boolean> INCLUDE_IP_ADDRESSES =
            IDENTIFIERS.onOff("include-ip-addresses", true, "Records hold addresses.");
    public static final Setting<Boolean> INCLUDE_PORTS =
            IDENTIFIERS.onOff("include-ports", true, "Records hold ports and what is derived from them.");
    public static final Setting<Boolean> ANONYMIZE_IPS = IDENTIFIERS.onOff(
            "anonymize-ips",
            false,
            "Replaces addresses and flow_id by an HMAC-SHA-256 under the anonymization key; community_id, tunnel_id and interface_name"
                    + " are null.");
    public static final Setting<String> ANONYMIZATION_KEY = IDENTIFIERS.secret(
            "anonymization-key",
            TextType.ANY,
            "Key of the HMAC. Set it in the environment or a file; every user can see the options of a process.");
    public static final Setting<String> FLOW_ID_SALT =
            IDENTIFIERS.secret("flow-id-salt", TextType.ANY, "Text hashed before the 5-tuple for flow_id.");
    public static final Setting<Integer> COMMUNITY_ID_SEED = IDENTIFIERS.count(
            "community-id-seed",
            0,
            0,
            0xffff,
            "Seed of the Community ID; the same in all tools whose records are to be joined.");

    private static final SettingList OUTPUT = new SettingList(Section.OUTPUT, ALL);

    public static final Setting<String> FORMAT = OUTPUT.text(
            "format",
            TextType.FORMAT,
            "",
            "What a record is: ndjson, json, csv, avro, parquet (files only), or a format that an application adds. Empty: what the extension of the"
                    + " output's name says (flows.csv, flows.json.zst), otherwise ndjson; on Kafka json.");
    public static final Setting<String> DELIMITER =
            OUTPUT.text("delimiter", TextType.DELIMITER, ",", "CSV: what separates cells, one character or tab.");
    public static final Setting<String> NULL_VALUE = OUTPUT.text(
            "null-value",
            TextType.ANY,
            "",
            "CSV: what a cell holds where a value is null, for example NaN. Empty: an empty cell.");

    public static final Setting<AvroCompression> AVRO_CODEC = OUTPUT.choice(
            "avro-codec",
            AvroCompression.ZSTANDARD,
            "How the blocks of an Avro file are compressed. Some readers have only null and deflate.");

    private static final SettingList SERVICE = new SettingList(Section.OPERATION, ALL);

    public static final Setting<String> METRICS_NAMESPACE = SERVICE.text(
            "metrics-namespace", TextType.ANY, "flowjay", "First word of the names of metrics; empty: none.");
    public static final Setting<Long> MIN_FREE_SPACE = SERVICE.size(
            "min-free-space",
            "100MB",
            0,
            "The service is not ready while the disk of the directory has less free space.");
    public static final Setting<Duration> STUCK_AFTER = SERVICE.positiveDuration(
            "stuck-after",
            "30m",
            "The service is not live when a capture in progress had no record read or delivered for this long. Must be longer"
                    + " than all redeliveries of a batch take.");
    public static final Setting<String> HTTP_HOST = SERVICE.text(
            "http-host",
            TextType.WORD,
            "127.0.0.1",
            "Address on which 'flowjay run' serves the page, /observe/metrics and /observe/health. On an address that is not"
                    + " a loopback one, the page needs a token.");
    public static final Setting<List<String>> HTTP_NAMES = SERVICE.names(
            "http-names",
            "",
            "Host names that the server answers to, besides localhost and addresses. It refuses requests to other names.");
    public static final Setting<String> HTTP_TOKEN = SERVICE.secret(
            "http-token",
            TextType.OPTIONAL_TOKEN,
            "Token for the page's records and for uploads, as 'Authorization: Bearer TOKEN' or by signing in on the page; empty:"
                    + " open on a loopback address, refused on others. Set it in the environment or a file; every user can see the"
                    + " options of a process.");
    public static final Setting<Integer> HTTP_PORT =
            SERVICE.count("http-port", 9876, -1, LAST_PORT, "Port to serve them on; 0: any free port, -1: none.");
    public static final Setting<Boolean> UPLOADS =
            SERVICE.onOff("uploads", false, "Takes captures that are dragged onto the page.");
    public static final Setting<Long> MAX_UPLOAD_SIZE =
            SERVICE.size("max-upload-size", "1GiB", 1, "Size of the largest such capture.");
    public static final Setting<Duration> UPLOAD_TIMEOUT =
            SERVICE.positiveDuration("upload-timeout", "10m", "Ends an upload that takes longer than this.");

    static {
        ALL.forEach(setting -> BY_NAME.put(setting.name(), setting));
    }

    private SettingCatalog() {}

    /** Every setting, in the order of the documents. */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /**
     * The setting of a name.
     *
     * @param name without a prefix: {@code idle-timeout}
     * @return null for a name that no setting has
     */
    public static @Nullable Setting<?> find(String name) {
        return BY_NAME.get(name);
    }

    /**
     * The setting of a property.
     *
     * @param property the full name: {@code flowjay.idle-timeout}
     * @param source where the name stands, for the error
     * @throws SettingException for a name that no setting has, naming the nearest
     */
    public static Setting<?> ofProperty(String property, String source) {
        Setting<?> setting =
                property.startsWith(Setting.PREFIX) ? find(property.substring(Setting.PREFIX.length())) : null;
        if (setting == null) {
            throw SettingException.ofName(
                    property, source, ALL.stream().map(Setting::property).toList());
        }
        return setting;
    }
}
