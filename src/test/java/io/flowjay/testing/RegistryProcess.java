package io.flowjay.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Apicurio Registry in a process of its own, which keeps its schemas in memory: after a restart it has none. */
public final class RegistryProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path DISTRIBUTION = Path.of("target", "schema-registry");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Path log;
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private Process process;

    private RegistryProcess(int port, Path log) {
        this.port = port;
        this.log = log;
    }

    /** Starts one on a free port of the loopback interface. */
    public static RegistryProcess start(Path directory) throws IOException {
        RegistryProcess registry = stopped(directory);
        registry.start();
        return registry;
    }

    /** One that does not run yet; its URL is known. */
    public static RegistryProcess stopped(Path directory) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new RegistryProcess(free.getLocalPort(), directory.resolve("schema-registry.log"));
        }
    }

    /** Starts it, on the port that it had before, and waits until it answers. */
    public void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar().toAbsolutePath().toString())
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await("the registry").atMost(LIMIT).until(this::answers);
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the build unpacks the registry into " + DISTRIBUTION));
        }
    }

    private boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("the registry has ended with " + process.exitValue() + ":\n" + log());
        }
        try {
            return send("GET", "/subjects", "").startsWith("200 ");
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it serves Confluent's interface. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** Sends a request, and answers the status, a space, and the body. */
    public String send(String method, String path, String body) throws IOException, InterruptedException {
        var response = HTTP.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    /** A value of a topic, by the Avro library and the schema that the registry has under the value's id. */
    public GenericRecord read(byte[] value) {
        Schema schema = schemas.computeIfAbsent(AvroJudge.id(value), this::schema);
        try {
            return AvroJudge.registered(value, schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema schema(int id) {
        try {
            String answer = send("GET", "/schemas/ids/" + id, "");
            if (!answer.startsWith("200 ")) {
                throw new AssertionError("schema " + id + ": " + answer);
            }
            String body = answer.substring(answer.indexOf(' ') + 1);
            return new Schema.Parser().parse(JSON.readTree(body).get("schema").textValue());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Names of the subjects. */
    public List<String> subjects() throws IOException, InterruptedException {
        return Stream.of(send("GET", "/subjects", "").split("\"", -1))
                .filter(name -> name.matches("[\\w.-]+"))
                .toList();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        schemas.clear();
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
