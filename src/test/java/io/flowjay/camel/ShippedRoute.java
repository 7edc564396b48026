package io.flowjay.camel;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.camel.inbox.InboxLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route as it is shipped, its send to Kafka replaced by a mock. */
public abstract class ShippedRoute extends CamelTestSupport {
    protected static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    protected Path inbox;

    protected ShippedRoute() {
        testConfiguration().withUseAdviceWith(true);
    }

    /** Loads and starts the route; settings are given as name, value, name, value. */
    protected MockEndpoint start(String... settings) throws Exception {
        load(settings);
        AdviceWith.adviceWith(context, "capture-to-kafka", route -> route.weaveById("kafka")
                .replace()
                .to("mock:kafka"));
        context.start();
        return context.getEndpoint("mock:kafka", MockEndpoint.class);
    }

    /** The route in a context of its own, as after a restart; the caller closes it. */
    protected DefaultCamelContext restarted(String... settings) throws Exception {
        DefaultCamelContext another = new DefaultCamelContext();
        load(another, settings);
        AdviceWith.adviceWith(another, "capture-to-kafka", route -> route.weaveById("kafka")
                .replace()
                .to("mock:kafka"));
        another.start();
        return another;
    }

    /** Loads the route without a mock. */
    protected void load(String... settings) throws Exception {
        load(context, settings);
    }

    /** Loads the route into a context of its own, as another process would. */
    protected void load(CamelContext into, String... settings) throws Exception {
        Map<String, String> values = new HashMap<>(Map.of(
                "flowjay.captures", inbox.toString(), "flowjay.quiet-time", "1ms", "flowjay.poll-delay", "50ms"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        Properties properties = new Properties();
        properties.putAll(values);
        into.getPropertiesComponent().setOverrideProperties(properties);
        into.getCamelContextExtension().registerEndpointCallback(ShippedRoute::pollAtOnce);
        PluginHelper.getRoutesLoader(into)
                .loadRoutes(
                        PluginHelper.getResourceLoader(into).resolveResource("file:routes/pcap-to-kafka.camel.yaml"));
    }

    /** Camel's file consumer otherwise waits a second before it first looks into the directory. */
    private static Endpoint pollAtOnce(String uri, Endpoint endpoint) {
        if (endpoint instanceof FileEndpoint file) {
            file.setInitialDelay(0);
        }
        return endpoint;
    }

    /** Puts a complete capture into the inbox. */
    protected Path drop(String name, byte[] content) throws IOException {
        Path partial = Files.write(inbox.resolve(".partial"), content);
        return Files.move(
                partial,
                Files.createDirectories(inbox.resolve(name).getParent())
                        .resolve(inbox.resolve(name).getFileName()));
    }

    /** Waits until a file is there and the route is done with it: its lock goes last. */
    protected void awaitFile(String name) {
        awaitFile(name, LIMIT);
    }

    protected void awaitFile(String name, Duration limit) {
        // A note may go while the directory is read.
        await().atMost(limit)
                .ignoreException(UncheckedIOException.class)
                .until(() -> Files.exists(inbox.resolve(name))
                        && files().stream().noneMatch(file -> file.endsWith(FileComponent.DEFAULT_LOCK_FILE_POSTFIX)));
    }

    protected JsonNode report(String name) throws IOException {
        awaitFile(".failed/" + name);
        return JSON.readTree(inbox.resolve(".failed/" + name + ".error.json").toFile());
    }

    /** Names below the inbox, without those of directories and the lock file. */
    protected List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(inbox)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> inbox.relativize(path).toString())
                    .filter(name -> !name.equals(InboxLock.FILE))
                    .sorted()
                    .toList();
        }
    }

    /** The sizes of the batches that arrived. */
    protected static List<Integer> batchSizes(MockEndpoint kafka) {
        return kafka.getExchanges().stream()
                .map(exchange -> batch(exchange).size())
                .toList();
    }

    /** The messages of a batch. */
    @SuppressWarnings("unchecked")
    protected static List<Message> batch(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    /** Every message that arrived. */
    protected static List<Message> messages(MockEndpoint kafka) {
        List<Message> all = new ArrayList<>();
        kafka.getExchanges().forEach(exchange -> all.addAll(batch(exchange)));
        return all;
    }

    protected static JsonNode json(Message message) throws IOException {
        return JSON.readTree(message.getBody(String.class));
    }
}
