package io.flowjay.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Jib built, unpacked and started as a container engine would: its own root file system, read-only but for /tmp and the inbox,
 * as the user that the image names. Needs root.
 */
@Tag("image")
class ImageTest {
    private static final Path IMAGE = Path.of("target/flowjay-image.tar");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static Path root;
    private static JsonNode config;

    @BeforeAll
    static void unpack() throws Exception {
        Path image = Files.createDirectory(directory.resolve("image"));
        run("tar", "-xf", IMAGE.toString(), "-C", image.toString());
        JsonNode manifest =
                JSON.readTree(image.resolve("manifest.json").toFile()).get(0);
        config = JSON.readTree(image.resolve(manifest.get("Config").asText()).toFile())
                .get("config");
        root = Files.createDirectory(directory.resolve("root"));
        for (JsonNode layer : manifest.get("Layers")) {
            run("tar", "--numeric-owner", "-xpf", image.resolve(layer.asText()).toString(), "-C", root.toString());
        }
        run("chmod", "755", directory.toString(), root.toString());
    }

    @AfterAll
    static void remove() throws Exception {
        run("rm", "-rf", root.toString(), directory.resolve("image").toString());
    }

    @Test
    void theUserIsNotRootAndIsThatOfTheManifests() {
        assertThat(config.get("User").asText()).isEqualTo("10001:10001");
        assertThat(config.get("ExposedPorts").has("9876/tcp")).isTrue();
    }

    @Test
    void libpcapIsThere() throws Exception {
        assertThat(output(command("/sbin/ldconfig", "-p"))).contains("libpcap.so.0.8");
    }

    @Test
    void theEntryPointIsFlowJay() throws Exception {
        List<String> version = entryPoint();
        version.add("--version");
        assertThat(output(command(version.toArray(String[]::new)))).startsWith("flowjay ");
    }

    @Test
    @DisplayName("it works a capture off, is ready, and ends when it is told to")
    void itRuns() throws Exception {
        int port = freePort();
        List<String> run = entryPoint();
        run.addAll(List.of("run", "--captures", "/captures", "--http-port", Integer.toString(port), "--port", "0"));
        run.addAll(List.of("--broker-dir", "/tmp/kafka", "--no-show"));
        Files.createDirectories(root.resolve("captures"));
        Path out = directory.resolve("out.txt");
        Path inbox = Files.createDirectories(directory.resolve("captures"));
        Files.write(inbox.resolve("sample.pcapng"), Sample.bytes());
        run("chown", "-R", "10001:10001", inbox.toString());
        Process process = new ProcessBuilder(command(run.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            await().atMost(LIMIT).until(() -> process.isAlive() && Files.exists(inbox.resolve(".done/sample.pcapng")));
            await().atMost(LIMIT).until(() -> get(port, "/observe/health/ready").contains("\"status\":\"UP\""));
            assertThat(Scrape.of(get(port, "/observe/metrics")).value("flowjay_records_acknowledged_total"))
                    .isEqualTo(Sample.FLOWS);
            // Every command on the way gave its process to the next.
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(Files.readString(out))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(143);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> entryPoint() {
        List<String> words = new ArrayList<>();
        config.get("Entrypoint").forEach(word -> words.add(word.asText()));
        return words;
    }

    /** A command in the image's file system, in mounts of its own. */
    private static String[] command(String... words) throws IOException {
        String script = """
                set -e
                root=$1; inbox=$2; shift 2
                mount --bind "$root" "$root"
                mount -o remount,ro,bind "$root"
                mount -t proc proc "$root/proc"
                mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
                if [ -d "$root/captures" ]; then mount --bind "$inbox" "$root/captures"; fi
                exec chroot --userspec=10001:10001 "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
                  sh -c 'cd /tmp && exec "$@"' sh "$@"
                """;
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script, "sh"));
        command.add(root.toString());
        command.add(Files.createDirectories(directory.resolve("captures")).toString());
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }

    private static String get(int port, String path) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        output(command);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
