package io.flowjay.camel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A directory of files that cannot be written to: captures wait, readiness says why, and nothing is doubled afterwards. */
class FilesOutageRouteTest extends FilesRoute {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String[] QUICK = {"flowjay.first-wait", "50ms", "flowjay.longest-wait", "50ms"};

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", out.toString());
        }
    }

    @Test
    void withoutBrokersItIsReady() throws Exception {
        startFiles();
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aFormatOfFilesStartsAndNoSchemaRegistryIsAsked() throws Exception {
        startFiles("flowjay.format", "parquet");
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
        try (DefaultCamelContext avro =
                restartedFiles("flowjay.format", "avro", "flowjay.schema-registry", "http://localhost:1")) {
            assertThat(readiness(avro).getState()).isEqualTo(HealthCheck.State.UP);
        }
    }

    @Test
    void aMissingDirectoryIsNotMadeAgainAndCapturesWaitForIt() throws Exception {
        startFiles(QUICK);
        Path away = Files.move(out, inbox.resolve(".away"));
        drop("a.pcap", Traffic.flows(3, 1));
        await().atMost(LIMIT).until(() -> readiness().getState() == HealthCheck.State.DOWN);
        assertThat(readiness().getMessage())
                .contains("records cannot be delivered: files cannot be written to " + out
                        + ": no such file or directory");
        assertThat(out).doesNotExist();
        assertThat(inbox.resolve("a.pcap")).exists();
        Files.move(away, out);
        awaitFile(".done/a.pcap");
        assertThat(Files.readAllLines(only())).hasSize(3);
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aFullDiskLeavesNothingHalfAndTheCaptureIsWrittenWhenThereIsRoom() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=512k", "flowjay", out.toString()) == 0, "not allowed to mount");
        mounted = true;
        startFiles(QUICK);
        drop("large.pcap", Traffic.flows(100, 1));
        await().atMost(LIMIT).until(() -> readiness().getState() == HealthCheck.State.DOWN);
        assertThat(readiness().getMessage()).hasValueSatisfying(text -> assertThat(text)
                .contains("files cannot be written to " + out + ": No space left on device")
                .doesNotContain("partial"));
        // The route goes on with what fits: nothing is left of the large one.
        drop("small.pcap", Traffic.flows(3, 2));
        awaitFile(".done/small.pcap");
        assertThat(written()).singleElement().asString().startsWith("small-");
        assertThat(inbox.resolve("large.pcap")).exists();
        assertThat(run("mount", "-o", "remount,size=8m", out.toString())).isZero();
        awaitFile(".done/large.pcap");
        List<String> names = written();
        assertThat(names).hasSize(2);
        assertThat(Files.readAllLines(out.resolve(names.get(0)))).hasSize(100);
        assertThat(partial()).isEmpty();
        assertThat(files()).containsExactly(".done/large.pcap", ".done/small.pcap");
    }

    private HealthCheck.Result readiness() {
        return readiness(context);
    }

    private static HealthCheck.Result readiness(CamelContext of) {
        return HealthCheckRegistry.get(of)
                .getCheck("flowjay-delivery")
                .orElseThrow()
                .call();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
