package io.flowjay.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.cli.RunningRoutes;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Scrape;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The queries of dashboard and alerts ask for what a running FlowJay tells. */
@ExtendWith(TestBroker.class)
class MetricNamesTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:flowjay|jvm|process)_\\w+");
    private static final Pattern SELECTOR = Pattern.compile("(\\w+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    /** What Prometheus adds by the pod that it scrapes. */
    private static final Set<String> OF_THE_POD = Set.of("namespace", "pod");

    @TempDir
    Path inbox;

    @Test
    @DisplayName("every metric and label in a query is on the page after a capture ran, every value among its values")
    void queriesAskForWhatThereIs() throws Exception {
        Topics.create(TestBroker.brokers(), "metric-names", 1);
        String page;
        try (RunningRoutes routes = RunningRoutes.start(
                Map.of("captures", inbox.toString(), "brokers", TestBroker.brokers(), "topic", "metric-names"))) {
            Files.move(Files.write(inbox.resolve(".a"), Sample.bytes()), inbox.resolve("a.pcapng"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(inbox.resolve(".done/a.pcapng")));
            page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(routes.uri("/observe/metrics")).build(), BodyHandlers.ofString())
                    .body();
        }
        Scrape scrape = Scrape.of(page);
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(25);
        for (String query : queries) {
            List<String> metrics =
                    METRIC.matcher(query).results().map(MatchResult::group).toList();
            assertThat(metrics).as(query).isNotEmpty();
            assertThat(scrape.names()).as(query).containsAll(metrics);
            SELECTOR.matcher(query).results().forEach(selector -> LABEL.matcher(selector.group(2))
                    .results()
                    .filter(label -> !OF_THE_POD.contains(label.group(1)))
                    .forEach(label -> {
                        for (String value : label.group(2).split("\\|", -1)) {
                            assertThat(page).contains(label.group(1) + "=\"" + value + "\"");
                        }
                        assertThat(scrape.labels(selector.group(1))).contains(label.group(1));
                    }));
        }
    }

    private static List<String> queries() {
        List<String> queries = new ArrayList<>();
        Path components = Manifests.ROOT.resolve("components");
        List<JsonNode> files = new ArrayList<>(Manifests.documents(components.resolve("monitoring/dashboard.json")));
        files.addAll(Manifests.documents(components.resolve("monitoring/prometheus-rule.yaml")));
        files.forEach(file -> queries.addAll(file.findValuesAsText("expr")));
        return queries;
    }
}
