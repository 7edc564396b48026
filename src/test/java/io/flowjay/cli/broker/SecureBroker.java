package io.flowjay.cli.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;

/**
 * A real broker in this process whose clients need TLS and SASL (SCRAM-SHA-512, RFC 7677). A listener without both is left for the
 * broker itself, and for a test that looks at topics; who uses that one may do everything. A third listener advertises a name that does not
 * resolve.
 */
public final class SecureBroker implements AutoCloseable {
    /** Who may use it. */
    public static final String USER = "flowjay";

    /** A name that never resolves (RFC 2606). */
    public static final String LOST_NAME = "nowhere.invalid";

    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final int ITERATIONS = 4096;

    private final KafkaRaftServer server;
    private final Certificates certificates;
    private final int port;
    private final int lostPort;
    private final int plainPort;

    private SecureBroker(KafkaRaftServer server, Certificates certificates, int port, int lostPort, int plainPort) {
        this.server = server;
        this.certificates = certificates;
        this.port = port;
        this.lostPort = lostPort;
        this.plainPort = plainPort;
    }

    /**
     * Starts one and makes its user.
     *
     * @param directory an empty one
     * @param password of {@link #USER}
     * @param storePassword of the stores of keys and certificates
     */
    public static SecureBroker start(Path directory, String password, String storePassword) throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Certificates certificates = Certificates.make(directory, storePassword);
        BrokerPorts ports = BrokerPorts.choose(0);
        int port = BrokerPorts.choose(0).clients();
        int lostPort = BrokerPorts.choose(0).clients();
        BrokerStorage.format(data, Uuid.randomUuid(), BrokerConfig.NODE_ID);
        Map<String, String> config = config(data, ports, port, lostPort, certificates);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        server.startup();
        SecureBroker broker = new SecureBroker(server, certificates, port, lostPort, ports.clients());
        setPassword(broker, password);
        return broker;
    }

    private static void setPassword(SecureBroker broker, String password) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.plainServers()))) {
            ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, scram, password)))
                    .all()
                    .get();
        }
    }

    private static Map<String, String> config(
            Path data, BrokerPorts ports, int port, int lostPort, Certificates certificates) {
        Map<String, String> config = new HashMap<>(BrokerConfig.of(data, ports));
        String secure = "SASL_SSL://" + BrokerPorts.LOOPBACK + ":" + port;
        config.merge("listeners", secure, (all, one) -> one + "," + all);
        config.merge("advertised.listeners", secure, (all, one) -> one + "," + all);
        config.merge("listeners", "LOST://" + BrokerPorts.LOOPBACK + ":" + lostPort, (all, one) -> one + "," + all);
        config.merge("advertised.listeners", "LOST://" + LOST_NAME + ":" + lostPort, (all, one) -> one + "," + all);
        config.merge(
                "listener.security.protocol.map", "SASL_SSL:SASL_SSL,LOST:PLAINTEXT", (all, one) -> one + "," + all);
        config.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        config.put("super.users", "User:ANONYMOUS");
        config.put("allow.everyone.if.no.acl.found", "true");
        config.put("sasl.enabled.mechanisms", MECHANISM);
        config.put(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        config.put("ssl.keystore.location", certificates.keys().toString());
        config.put("ssl.keystore.type", "PKCS12");
        config.put("ssl.keystore.password", certificates.password());
        return config;
    }

    /** Where clients with TLS and SASL reach it. */
    public String bootstrapServers() {
        return BrokerPorts.LOOPBACK + ":" + port;
    }

    /** Where clients without them do. */
    public String plainServers() {
        return BrokerPorts.LOOPBACK + ":" + plainPort;
    }

    /** Where clients without them reach a listener that advertises an address which cannot be reached. */
    public String lostServers() {
        return BrokerPorts.LOOPBACK + ":" + lostPort;
    }

    /** Takes one right of {@link #USER} to a topic away, and leaves the others. */
    public void deny(String topic, AclOperation right) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", plainServers()))) {
            admin.createAcls(List.of(
                            acl(topic, AclOperation.ALL, AclPermissionType.ALLOW),
                            acl(topic, right, AclPermissionType.DENY)))
                    .all()
                    .get();
        }
    }

    /** Gives it back. */
    public void allow(String topic, AclOperation right) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", plainServers()))) {
            admin.deleteAcls(List.of(acl(topic, right, AclPermissionType.DENY).toFilter()))
                    .all()
                    .get();
        }
    }

    private static AclBinding acl(String topic, AclOperation right, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + USER, "*", right, permission));
    }

    /** Changes the password of {@link #USER}. */
    public void rotate(String password) throws Exception {
        setPassword(this, password);
    }

    /** What a Kafka client must be told, by Kafka's names. */
    public Map<String, String> client(String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + USER + "\" password=\""
                        + password + "\";",
                "ssl.truststore.location",
                certificates.trust().toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                certificates.password());
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
