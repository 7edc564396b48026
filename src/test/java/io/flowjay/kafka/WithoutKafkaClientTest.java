package io.flowjay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutKafkaClientTest {

    @ParameterizedTest(name = "class path without {0}")
    @CsvSource({
        "kafka-clients, IllegalStateException: Kafka's client is not on the class path: add org.apache.kafka:kafka-clients",
        "nothing, available"
    })
    void theWriterSaysWhatIsMissing(String left, String expected) throws Exception {
        try (URLClassLoader loader =
                classPath(entry -> !entry.getFileName().toString().startsWith(left + "-"))) {
            Class<?> use = loader.loadClass(UseOfTheApi.class.getName());
            assertThat(use).isNotSameAs(UseOfTheApi.class);
            assertThat(((Supplier<?>) use.getConstructor().newInstance()).get()).isEqualTo(expected);
            assertThat(loader.loadClass(KafkaWriter.class.getName()).getMethods())
                    .extracting(method -> method.getName())
                    .contains("builder", "isAvailable", "send", "write");
        }
    }

    private static URLClassLoader classPath(Predicate<Path> kept) throws IOException {
        List<URL> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (kept.test(Path.of(entry))) {
                entries.add(url(entry));
            }
        }
        return new URLClassLoader(entries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toUri().toURL();
    }
}
