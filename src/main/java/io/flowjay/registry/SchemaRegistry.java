package io.flowjay.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A schema registry, by Confluent's REST interface. Every method but {@link #schema} asks it anew. Thread-safe. */
public final class SchemaRegistry {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final String url;
    private final String authorization;
    private final Duration timeout;
    private final boolean hasKeystore;
    private final HttpClient http;
    private final Map<Integer, String> schemas = new ConcurrentHashMap<>();

    private SchemaRegistry(String url, String authorization, Duration timeout, boolean hasKeystore, HttpClient http) {
        this.url = url;
        this.authorization = authorization;
        this.timeout = timeout;
        this.hasKeystore = hasKeystore;
        this.http = http;
    }

    /**
     * The registry that settings name. Connects to nothing yet.
     *
     * @return null if they name none
     * @throws io.flowjay.settings.SettingException if the truststore or the keystore cannot be used
     */
    public static @Nullable SchemaRegistry of(Settings settings) {
        String url = settings.get(SettingCatalog.SCHEMA_REGISTRY);
        if (url.isEmpty()) {
            return null;
        }
        Duration timeout = settings.get(SettingCatalog.SCHEMA_REGISTRY_TIMEOUT);
        HttpClient.Builder http =
                HttpClient.newBuilder().connectTimeout(timeout).version(HttpClient.Version.HTTP_1_1);
        SSLContext tls = RegistryTls.of(settings);
        if (tls != null) {
            http.sslContext(tls);
        }
        boolean hasKeystore =
                !settings.get(SettingCatalog.SCHEMA_REGISTRY_KEYSTORE).isEmpty();
        return new SchemaRegistry(
                url.replaceAll("/+$", ""), authorization(settings), timeout, hasKeystore, http.build());
    }

    private static String authorization(Settings settings) {
        String token = settings.get(SettingCatalog.SCHEMA_REGISTRY_TOKEN);
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        String user = settings.get(SettingCatalog.SCHEMA_REGISTRY_USER);
        if (user.isEmpty()) {
            return "";
        }
        String pair = user + ':' + settings.get(SettingCatalog.SCHEMA_REGISTRY_PASSWORD);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Where it is. */
    public String url() {
        return url;
    }

    /**
     * The id of a schema under a subject; empty if the registry does not have it there.
     *
     * @param schema its text
     * @throws RegistryException when the registry cannot be asked
     */
    public OptionalInt find(String subject, String schema) {
        RegistryAnswer answer = post("/subjects/" + encoded(subject), subject, schema);
        return answer.lacksIt() ? OptionalInt.empty() : OptionalInt.of(id(answer, subject));
    }

    /**
     * Adds a schema to a subject, if it is not there.
     *
     * @param schema its text
     * @return its id
     * @throws RegistryException when the registry cannot be asked or refuses the schema
     */
    public int register(String subject, String schema) {
        return id(post("/subjects/" + encoded(subject) + "/versions", subject, schema), subject);
    }

    /**
     * Whether a subject takes a schema beside its latest version, by the compatibility that the subject has. Registers nothing.
     *
     * @param schema its text
     * @return what speaks against it in the registry's words; empty if nothing does, or if the registry does not have the subject
     * @throws RegistryException when the registry cannot be asked
     */
    public Optional<String> incompatibility(String subject, String schema) {
        String path = "/compatibility/subjects/" + encoded(subject) + "/versions/latest?verbose=true";
        RegistryAnswer answer = post(path, subject, schema);
        if (answer.lacksIt()) {
            return Optional.empty();
        }
        String what = "subject " + subject;
        JsonNode compatible = checked(answer, what).json().path("is_compatible");
        if (!compatible.isBoolean()) {
            throw noRegistry(what, answer);
        }
        return compatible.booleanValue() ? Optional.empty() : Optional.of(answer.messages());
    }

    /**
     * The text of a schema. The registry is asked once for each id, since a schema never changes.
     *
     * @throws RegistryException when the registry cannot be asked or does not have it
     */
    public String schema(int id) {
        String known = schemas.get(id);
        if (known == null) {
            String what = "schema " + id;
            RegistryAnswer answer = send(request("/schemas/ids/" + id), what);
            JsonNode text = checked(answer, what).json().path("schema");
            if (!text.isTextual()) {
                throw noRegistry(what, answer);
            }
            known = text.textValue();
            schemas.put(id, known);
        }
        return known;
    }

    private RegistryAnswer post(String path, String subject, String schema) {
        String body =
                JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
        HttpRequest.Builder request =
                request(path).header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(body));
        return send(request, "subject " + subject);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(timeout)
                .header("Accept", MEDIA_TYPE + ", application/json");
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private RegistryAnswer send(HttpRequest.Builder request, String what) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return RegistryAnswer.of(response.statusCode(), response.body());
        } catch (IOException e) {
            ConnectionFailure failure =
                    ConnectionFailure.of(e, url.regionMatches(true, 0, "https:", 0, 6), hasKeystore);
            throw new RegistryException(subject(what), failure.problem(), failure.advice());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(subject(what), e);
        }
    }

    private int id(RegistryAnswer answer, String subject) {
        String what = "subject " + subject;
        JsonNode id = checked(answer, what).json().path("id");
        if (!id.canConvertToInt() || !id.isIntegralNumber()) {
            throw noRegistry(what, answer);
        }
        return id.intValue();
    }

    private RegistryAnswer checked(RegistryAnswer answer, String what) {
        if (answer.isOk()) {
            return answer;
        }
        String said = answer.message().isEmpty() ? "" : " (" + answer.message() + ')';
        throw new RegistryException(subject(what), "HTTP " + answer.status() + said, answer.advice());
    }

    private RegistryException noRegistry(String what, RegistryAnswer answer) {
        return new RegistryException(
                subject(what),
                "HTTP " + answer.status() + ", but not a schema registry's answer",
                "check the URL and its path");
    }

    private String subject(String what) {
        return "schema registry " + url + ", " + what;
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
