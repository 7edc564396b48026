package io.flowjay.kafka;

import io.flowjay.kafka.Finding.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Says what keeps a client from its brokers: names, TCP, TLS, SASL, the addresses that brokers advertise, and the rights to the topics
 * in use. Each check needs those before it. Kafka's clients themselves say that a node assignment timed out, whatever is wrong.
 *
 * <p>Bounded in time: some seconds for each address that does not answer. For any thread; nothing is kept open.
 */
public final class BrokerDiagnosis {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MAX_NODES = 20;

    private final Map<String, Object> client;
    private final List<String> bootstrap;
    private final boolean tls;
    private final boolean sasl;
    private final List<TopicUse> topics;
    private final List<String> transactionalIds;

    /**
     * Takes the client as it is set up; nothing is asked yet.
     *
     * @param client settings of a producer or consumer: where the brokers are, security
     * @param topics the topics that it uses
     * @param transactionalIds transactional ids that it uses
     */
    public BrokerDiagnosis(Map<String, ?> client, List<TopicUse> topics, List<String> transactionalIds) {
        this.client = ClientDefaults.over(client);
        this.topics = List.copyOf(topics);
        this.transactionalIds = List.copyOf(transactionalIds);
        Object servers = client.get("bootstrap.servers");
        Stream<String> texts = servers instanceof Collection<?> many
                ? many.stream().map(String::valueOf)
                : Stream.of(String.valueOf(servers).split(","));
        bootstrap = texts.map(String::strip).filter(text -> !text.isEmpty()).toList();
        Object protocol = client.get("security.protocol");
        String security = protocol == null ? "PLAINTEXT" : protocol.toString();
        tls = security.endsWith("SSL");
        sasl = security.startsWith("SASL");
    }

    /** The first thing that is wrong, in one line; empty if nothing is. A bootstrap server that fails does not count beside one that does not. */
    public Optional<String> problem() {
        return problem(findings());
    }

    /** The same, looking only at the addresses of the bootstrap servers and what listens there: no client of Kafka is made. */
    public Optional<String> unreachable() {
        List<Finding> findings = new ArrayList<>();
        return reachable(findings).isEmpty() ? problem(findings) : Optional.empty();
    }

    private static Optional<String> problem(List<Finding> findings) {
        List<Finding> wrong =
                findings.stream().filter(finding -> !finding.isOk()).toList();
        boolean connected = findings.stream().anyMatch(finding -> finding.isOk() && finding.check() == Check.CLUSTER);
        List<Finding> later = wrong.stream()
                .filter(finding -> finding.check().compareTo(Check.ADVERTISED) >= 0)
                .toList();
        List<Finding> telling = connected ? later : wrong;
        return telling.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        telling.stream().limit(3).map(Finding::text).distinct().collect(Collectors.joining("; ")));
    }

    /** Everything that was checked, in order; checks that need a failed one are left out. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<BrokerAddress> reachable = reachable(findings);
        if (!reachable.isEmpty() && connects(reachable, findings)) {
            checkCluster(reachable, findings);
        }
        return findings;
    }

    private List<BrokerAddress> reachable(List<Finding> findings) {
        List<BrokerAddress> reachable = new ArrayList<>();
        if (bootstrap.isEmpty()) {
            findings.add(Finding.wrong(Check.SETTINGS, "bootstrap.servers", "is empty", "set it to host:port"));
        }
        for (String text : bootstrap) {
            BrokerAddress address = BrokerAddress.of(text);
            if (address == null) {
                findings.add(Finding.wrong(
                        Check.SETTINGS, "bootstrap.servers: " + text, "is not host:port", "correct the address"));
            } else if (answers(address, findings)) {
                reachable.add(address);
            }
        }
        return reachable;
    }

    private boolean answers(BrokerAddress address, List<Finding> findings) {
        InetSocketAddress place = place(address, Check.NAME, Check.TCP, address.toString(), findings);
        if (place == null) {
            return false;
        }
        ListenerProbe listener = ListenerProbe.of(place, CONNECT);
        if (listener == null) {
            findings.add(Finding.wrong(
                    Check.TCP,
                    address.toString(),
                    "connected, but no Kafka broker answers",
                    "check that this is the port of a broker, and that the broker is not stuck"));
            return false;
        }
        int before = findings.size();
        compare(address, listener, findings);
        return findings.subList(before, findings.size()).stream().allMatch(Finding::isOk);
    }

    /** Resolves a name and connects; null if that fails. */
    private static @Nullable InetSocketAddress place(
            BrokerAddress address, Check name, Check tcp, String subject, List<Finding> findings) {
        List<InetAddress> addresses;
        try {
            addresses = address.resolve(CONNECT);
        } catch (UnknownHostException e) {
            findings.add(Finding.wrong(
                    name,
                    subject,
                    String.valueOf(e.getMessage()),
                    name == Check.NAME
                            ? "check the name, and whether the DNS knows it from here (a headless service has no address"
                                    + " without ready pods)"
                            : "correct advertised.listeners of the broker, or make the name known here"));
            return null;
        }
        try {
            InetSocketAddress place = address.connect(addresses, CONNECT);
            findings.add(Finding.ok(name, subject));
            if (tcp != name) {
                findings.add(Finding.ok(tcp, subject));
            }
            return place;
        } catch (IOException e) {
            findings.add(Finding.wrong(
                    tcp,
                    subject,
                    String.valueOf(e.getMessage()),
                    tcp == Check.TCP
                            ? "check that the broker runs and that port and firewall let this host in"
                            : "correct advertised.listeners of the broker, or let this host in"));
            return null;
        }
    }

    private void compare(BrokerAddress address, ListenerProbe listener, List<Finding> findings) {
        List<String> mechanisms = listener.sasl();
        if (listener.tls() != tls) {
            findings.add(Finding.wrong(
                    Check.TLS,
                    address.toString(),
                    listener.tls()
                            ? "the listener speaks TLS, but security.protocol has none"
                            : "the listener does not speak TLS, but security.protocol wants it",
                    "set security.protocol to " + protocol(listener.tls(), mechanisms)));
            return;
        }
        if (tls) {
            findings.add(Finding.ok(Check.TLS, address.toString()));
        }
        if (mechanisms == null) {
            return;
        }
        Object configured = client.get("sasl.mechanism");
        String mechanism = configured == null ? "GSSAPI" : configured.toString();
        if (mechanisms.isEmpty() == sasl) {
            findings.add(Finding.wrong(
                    Check.SASL,
                    address.toString(),
                    sasl
                            ? "the listener has no SASL, but security.protocol wants it"
                            : "the listener needs SASL (" + String.join(", ", mechanisms)
                                    + "), but security.protocol has none",
                    "set security.protocol to " + protocol(tls, mechanisms)
                            + (sasl ? "" : ", with sasl.mechanism and sasl.jaas.config")));
        } else if (sasl && !mechanisms.contains(mechanism)) {
            findings.add(Finding.wrong(
                    Check.SASL,
                    address.toString(),
                    "the listener does not take SASL mechanism " + mechanism,
                    "set sasl.mechanism to one of " + String.join(", ", mechanisms)));
        }
    }

    private String protocol(boolean overTls, @Nullable List<String> mechanisms) {
        boolean overSasl = mechanisms == null ? sasl : !mechanisms.isEmpty();
        return (overSasl ? "SASL_" : "") + (overTls ? "SSL" : "PLAINTEXT");
    }

    /** Authenticates, and looks at the addresses that the brokers advertise. */
    private boolean connects(List<BrokerAddress> reachable, List<Finding> findings) {
        String subject = servers(reachable);
        Set<BrokerAddress> advertised = new LinkedHashSet<>();
        // A consumer asks the bootstrap servers themselves; an admin client would ask the advertised addresses.
        Map<String, Object> config = new HashMap<>(client);
        config.keySet().retainAll(org.apache.kafka.clients.consumer.ConsumerConfig.configNames());
        config.keySet().removeIf(name -> name.startsWith("group.") || name.equals("partition.assignment.strategy"));
        config.put("bootstrap.servers", subject);
        config.put("allow.auto.create.topics", false);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.listTopics(ANSWER).values().stream()
                    .flatMap(List::stream)
                    .flatMap(partition -> Stream.of(partition.replicas()))
                    .filter(node -> !node.isEmpty() && !node.host().isEmpty())
                    .limit(10_000)
                    .forEach(node -> advertised.add(addressOf(node)));
        } catch (KafkaException e) {
            findings.add(refused(subject, e));
            return false;
        }
        if (sasl) {
            findings.add(Finding.ok(Check.SASL, subject));
        }
        return areReachable(advertised, reachable, findings);
    }

    private static BrokerAddress addressOf(Node node) {
        return new BrokerAddress(node.host(), node.port());
    }

    private static boolean areReachable(
            Set<BrokerAddress> advertised, List<BrokerAddress> known, List<Finding> findings) {
        boolean all = true;
        for (BrokerAddress address : advertised.stream().limit(MAX_NODES).toList()) {
            all &= known.contains(address)
                    || place(
                                    address,
                                    Check.ADVERTISED,
                                    Check.ADVERTISED,
                                    address + ", which a broker advertises",
                                    findings)
                            != null;
        }
        return all;
    }

    private Finding refused(String subject, KafkaException error) {
        if (has(error, InterruptException.class)) {
            throw error;
        }
        if (has(error, SslAuthenticationException.class)) {
            return Finding.wrong(
                    Check.TLS,
                    subject,
                    "SSL handshake failed: " + root(error),
                    "check ssl.truststore.location, ssl.keystore.location, and that the certificate has the broker's name");
        }
        if (has(error, AuthenticationException.class)) {
            return Finding.wrong(
                    Check.SASL, subject, root(error), "check the user and the password in sasl.jaas.config");
        }
        if (has(error, TimeoutException.class)) {
            return Finding.wrong(
                    Check.CLUSTER,
                    subject,
                    "no answer within " + ANSWER.toSeconds() + " s",
                    "check the broker's log; if a client certificate is needed, set ssl.keystore.location");
        }
        return Finding.wrong(Check.SETTINGS, subject, root(error), "correct the settings of Kafka's client");
    }

    private void checkCluster(List<BrokerAddress> reachable, List<Finding> findings) {
        String subject = servers(reachable);
        Map<String, Object> config = new HashMap<>(client);
        config.put("bootstrap.servers", subject);
        Admin admin = Admin.create(AdminSettings.of(config, ANSWER));
        try {
            Set<BrokerAddress> nodes = KafkaFutures.get(admin.describeCluster().nodes()).stream()
                    .map(BrokerDiagnosis::addressOf)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (areReachable(nodes, reachable, findings)) {
                findings.add(Finding.ok(Check.CLUSTER, nodes.size() == 1 ? "1 broker" : nodes.size() + " brokers"));
                TopicChecks checks = new TopicChecks(admin);
                topics.forEach(topic -> findings.add(checks.check(topic)));
                transactionalIds.forEach(id -> findings.add(checks.checkTransactions(id)));
            }
        } catch (TimeoutException e) {
            findings.add(Finding.wrong(
                    Check.ADVERTISED,
                    subject,
                    "answers, but the addresses that its brokers advertise do not",
                    "correct advertised.listeners of the brokers"));
        } catch (AuthorizationException e) {
            findings.add(
                    Finding.wrong(Check.CLUSTER, subject, root(e), "give the user the right to describe the cluster"));
        } catch (KafkaException e) {
            findings.add(refused(subject, e));
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static String servers(List<BrokerAddress> addresses) {
        return addresses.stream().map(BrokerAddress::toString).collect(Collectors.joining(","));
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** What the innermost cause says, in one line. */
    private static String root(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return (message == null ? cause.getClass().getSimpleName() : message).replaceAll("\\s*\\R\\s*", " ");
    }
}
