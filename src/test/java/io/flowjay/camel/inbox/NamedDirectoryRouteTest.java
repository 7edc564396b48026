package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory that is named is the one that is watched, whatever its name. */
class NamedDirectoryRouteTest extends ShippedRoute {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%41b",
                "a%2541b",
                "a%2Fb",
                "a\\b",
                "a b",
                " a ",
                "a+b",
                "a?b=c",
                "a&b=c",
                "a#b",
                "a;b",
                "a:b",
                "\u00e9\u20ac\ud83d\ude00",
                "a{b}",
                "${a}",
                "$simple{a}",
                "RAW(a)",
                "a,b",
                "a'b\"c",
                "a{{b}}c",
                "{{?a}}"
            })
    void itIsWatched(String name) throws Exception {
        Path named = inbox.resolve(name);
        // As flowjay run does: Camel would look for a placeholder in the value of a property.
        ContextSettings.set(
                context,
                Settings.builder()
                        .text(SettingCatalog.CAPTURES, named.toString(), "test")
                        .text(SettingCatalog.QUIET_TIME, "1ms", "test")
                        .text(SettingCatalog.POLL_DELAY, "50ms", "test")
                        .build());
        MockEndpoint kafka = start();
        assertThat(named).isDirectory();
        try (Stream<Path> made = Files.list(inbox)) {
            assertThat(made).containsExactly(named);
        }
        drop(name + "/a b+%41\\.pcap", Traffic.flows(3, 1));
        await().until(() -> Files.exists(named.resolve(".done/a b+%41\\.pcap")));
        assertThat(messages(kafka)).hasSize(3);
        assertThat(files()).containsExactly(name + "/.done/a b+%41\\.pcap", name + "/" + InboxLock.FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%41.*", "a\\+b.*", "(a&b|c)=d.*", "a#b.*", "a{2}.*", "a b.*"})
    void thePatternOfNamesIsWhatIsSet(String include) throws Exception {
        String name = include.startsWith("(")
                ? "a&b=d.pcap"
                : include.replace("\\", "").replace(".*", ".pcap").replace("a{2}", "aa");
        start("flowjay.include", include);
        drop(name, Traffic.flows(3, 1));
        drop("other.pcap", Traffic.flows(3, 1));
        awaitFile(".done/" + name);
        assertThat(files()).containsExactlyInAnyOrder(".done/" + name, "other.pcap");
    }

    @Test
    void anOrdinaryPropertyWithAPercentSignWorksToo() throws Exception {
        Path named = inbox.resolve("a%41 b");
        start("flowjay.captures", named.toString());
        drop("a%41 b/a.pcap", Traffic.flows(3, 1));
        awaitFile("a%41 b/.done/a.pcap");
    }
}
