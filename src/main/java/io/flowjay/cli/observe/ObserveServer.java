package io.flowjay.cli.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.schema.FeatureCatalogJson;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of {@code flowjay run}: {@code /observe/metrics} and {@code /observe/health} on the port that Camel uses for them,
 * and a page with what it reads. {@code /api} needs the token, if there is one. The only change that it makes is to put captures into
 * the inbox, if that is enabled.
 */
public final class ObserveServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObserveServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
    private static final String COOKIE = "flowjay";
    private static final String SIGN_IN = "/api/session";
    private static final int MAX_TOKEN_BYTES = 4096;
    /** A client that sends nothing for this long is ended. */
    private static final Duration IDLE = Duration.ofSeconds(10);
    /** The page loads from here alone, and nobody may frame it. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8");

    private final CamelContext camel;
    private final PrometheusMeterRegistry meters;
    private final RecentRecords records;
    private final Settings settings;
    private final Uploads uploads;
    private final UploadSlots slots = new UploadSlots();
    private final AllowedHosts hosts;
    private final Sessions sessions = new Sessions(System::nanoTime);
    private final WrongTokens wrongTokens = new WrongTokens(System::nanoTime);
    private final Access access;
    private final Javalin server;

    private ObserveServer(
            CamelContext camel, PrometheusMeterRegistry meters, RecentRecords records, Settings settings, int port) {
        this.camel = camel;
        this.meters = meters;
        this.records = records;
        this.settings = settings;
        uploads = new Uploads(settings);
        hosts = new AllowedHosts(settings);
        access = new Access(settings, sessions);
        server = Javalin.create(this::configure).start(settings.get(SettingCatalog.HTTP_HOST), port);
    }

    /**
     * Starts a server; on another port when its own is taken.
     *
     * @param camel whose work is shown
     * @param meters the metrics
     * @param records the records for the page
     * @param settings where to listen, and what else
     */
    public static ObserveServer start(
            CamelContext camel, PrometheusMeterRegistry meters, RecentRecords records, Settings settings) {
        new Uploads(settings).removePartial();
        try {
            return new ObserveServer(camel, meters, records, settings, settings.get(SettingCatalog.HTTP_PORT));
        } catch (JavalinBindException e) {
            return new ObserveServer(camel, meters, records, settings, 0);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(Math.min(
                IDLE.toMillis(), settings.get(SettingCatalog.UPLOAD_TIMEOUT).toMillis() + 1)));
        RoutesConfig routes = config.routes;
        routes.before(this::protect);
        routes.get(
                "/observe/metrics", context -> context.contentType(METRICS_TYPE).result(meters.scrape()));
        routes.get("/observe/health", context -> health(context, HealthJson.all(camel)));
        routes.get("/observe/health/live", context -> health(context, HealthJson.live(camel)));
        routes.get("/observe/health/ready", context -> health(context, HealthJson.ready(camel)));
        routes.get("/", context -> file(context, "index.html"));
        routes.get("/page.css", context -> file(context, "page.css"));
        routes.get("/page.js", context -> file(context, "page.js"));
        routes.post(SIGN_IN, this::signIn);
        routes.delete(SIGN_IN, this::signOut);
        routes.get("/api/status", guarded(this::status));
        routes.get("/api/catalog", context -> json(context, FeatureCatalogJson.json()));
        routes.get("/api/records", guarded(context -> json(context, StatusJson.latest(records))));
        routes.get("/api/records/{id}", guarded(this::record));
        // PUT: no page of another origin can send one unasked.
        routes.put("/api/captures/{name}", guarded(this::upload));
    }

    private void protect(Context context) throws IOException {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
        if (!hosts.allows(context.host())) {
            context.status(421)
                    .result("This is not the host that was asked for.\n")
                    .skipRemainingHandlers();
        } else if (context.header(METHOD_OVERRIDE) != null) {
            // Else a request of another method could be one that changes something.
            context.status(400)
                    .result("The header " + METHOD_OVERRIDE + " is not supported.\n")
                    .skipRemainingHandlers();
        }
    }

    /** Answers only those who may read records and upload captures. */
    private Handler guarded(Handler handler) {
        return context -> {
            switch (access.of(context.header("Authorization"), context.cookie(COOKIE))) {
                case ALLOWED -> handler.handle(context);
                case TOKEN_NEEDED -> {
                    context.header("WWW-Authenticate", "Bearer realm=\"flowjay\"");
                    refuse(context, 401, "this needs the token of flowjay.http-token");
                }
                case NO_TOKEN_SET ->
                    refuse(
                            context,
                            403,
                            "records and uploads need a token on " + settings.get(SettingCatalog.HTTP_HOST)
                                    + ": set flowjay.http-token");
            }
        };
    }

    /** The token comes in the body, so that it is in no log and no history; what the browser keeps is the secret of a session. */
    private void signIn(Context context) throws IOException {
        byte[] body;
        try (InputStream in = context.bodyInputStream()) {
            body = in.readNBytes(MAX_TOKEN_BYTES);
        }
        String session = access.signIn(new String(body, StandardCharsets.UTF_8).trim());
        if (session == null) {
            wrongTokens.tell(context.ip());
            refuse(context, 401, "the token is wrong");
        } else {
            cookie(context, session, Sessions.LIFETIME);
            context.status(204);
        }
    }

    private void signOut(Context context) {
        sessions.end(context.cookie(COOKIE));
        cookie(context, "", Duration.ZERO);
        context.status(204);
    }

    private static void cookie(Context context, String value, Duration age) {
        context.header(
                "Set-Cookie", COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + age.toSeconds());
    }

    private static void health(Context context, HealthJson health) throws IOException {
        context.status(health.up() ? 200 : 503);
        json(context, health.json());
    }

    private void status(Context context) throws IOException {
        json(
                context,
                StatusJson.status(camel, records, settings)
                        .put("signed_in", sessions.contains(context.cookie(COOKIE))));
    }

    private void record(Context context) throws IOException {
        FlowRecord record = records.latest(context.pathParam("id"));
        if (record == null) {
            context.status(404).result("The record is not among the latest ones.\n");
        } else {
            context.contentType(JSON_TYPE).result(JSON.writeValueAsBytes(record));
        }
    }

    private void upload(Context context) throws IOException {
        if (!settings.get(SettingCatalog.UPLOADS)) {
            refuse(context, 403, "uploads are off; flowjay.uploads=true allows them");
            return;
        }
        if (context.req().getContentLengthLong() > settings.get(SettingCatalog.MAX_UPLOAD_SIZE)) {
            refuse(context, 413, "a capture may have up to " + settings.get(SettingCatalog.MAX_UPLOAD_SIZE) + " bytes");
            return;
        }
        String client = context.ip();
        if (!slots.tryAcquire(client)) {
            refuse(context, 503, "too many uploads at a time");
            return;
        }
        try {
            receive(context, client);
        } finally {
            slots.release(client);
        }
    }

    private void receive(Context context, String client) throws IOException {
        String name = Uploads.safeName(context.pathParam("name"));
        try (InputStream body = context.bodyInputStream();
                PacedStream in = new PacedStream(body, settings.get(SettingCatalog.UPLOAD_TIMEOUT), System::nanoTime)) {
            try {
                String taken = uploads.take(name, in);
                context.status(201);
                json(context, JSON.createObjectNode().put("capture", taken));
            } catch (Uploads.Refused e) {
                refuse(context, e.status(), String.valueOf(e.getMessage()));
            } catch (PacedStream.Ended e) {
                LOG.warn("Upload of {} from {} ended after {} bytes: {}", name, client, in.bytes(), e.getMessage());
                refuse(context, 408, "the upload ended after " + in.bytes() + " bytes: " + e.getMessage());
            } catch (IOException e) {
                LOG.warn("Upload of {} from {} cannot be stored: {}", name, client, e.toString());
                refuse(context, 507, "the capture cannot be stored");
            }
        } catch (IOException e) {
            // The client has gone: nobody reads the answer.
            LOG.debug("Closing the upload of {} from {}", name, client, e);
        }
    }

    private static void refuse(Context context, int status, String message) throws IOException {
        // What is left of the body is not read.
        context.header("Connection", "close").status(status);
        json(context, JSON.createObjectNode().put("error", message));
    }

    private static void json(Context context, JsonNode json) throws IOException {
        context.contentType(JSON_TYPE).result(JSON.writeValueAsBytes(json));
    }

    private static void file(Context context, String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ObserveServer.class.getResourceAsStream("/io/flowjay/page/" + name), name)) {
            context.contentType(Objects.requireNonNull(FILES.get(name))).result(in.readAllBytes());
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
