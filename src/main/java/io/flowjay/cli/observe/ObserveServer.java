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
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;

/**
 * The HTTP server of {@code flowjay run}: {@code /observe/metrics} and {@code /observe/health} on the port that Camel uses for them,
 * and a page with what it reads. Nothing is changed through it but that captures are taken, where that is enabled.
 */
public final class ObserveServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int UPLOADS_AT_A_TIME = 4;
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
    private final Semaphore uploading = new Semaphore(UPLOADS_AT_A_TIME);
    private final AllowedHosts hosts;
    private final Javalin server;

    private ObserveServer(
            CamelContext camel, PrometheusMeterRegistry meters, RecentRecords records, Settings settings, int port) {
        this.camel = camel;
        this.meters = meters;
        this.records = records;
        this.settings = settings;
        uploads = new Uploads(settings);
        hosts = AllowedHosts.of(settings.get(SettingCatalog.HTTP_HOST));
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
        routes.get("/api/status", context -> json(context, StatusJson.status(camel, records, settings)));
        routes.get("/api/catalog", context -> json(context, FeatureCatalogJson.json()));
        routes.get("/api/records", context -> json(context, StatusJson.latest(records)));
        routes.get("/api/records/{id}", this::record);
        // PUT: no page of another origin can send one unasked.
        routes.put("/api/captures/{name}", this::upload);
    }

    private void protect(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
        if (!hosts.allows(context.host())) {
            context.status(421)
                    .result("This is not the host that was asked for.\n")
                    .skipRemainingHandlers();
        }
    }

    private static void health(Context context, HealthJson health) throws IOException {
        context.status(health.up() ? 200 : 503);
        json(context, health.json());
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
        if (!uploading.tryAcquire()) {
            refuse(context, 503, "too many uploads at a time");
            return;
        }
        try (InputStream in = context.bodyInputStream()) {
            String name = uploads.take(context.pathParam("name"), in);
            context.status(201);
            json(context, JSON.createObjectNode().put("capture", name));
        } catch (Uploads.Refused e) {
            refuse(context, e.status(), String.valueOf(e.getMessage()));
        } finally {
            uploading.release();
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
