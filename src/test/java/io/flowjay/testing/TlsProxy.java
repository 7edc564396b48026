package io.flowjay.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.flowjay.cli.broker.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** An HTTPS server that hands requests on to a registry, from clients whose certificate it trusts only. */
public final class TlsProxy implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI registry;
    private final Set<String> clients = ConcurrentHashMap.newKeySet();

    private TlsProxy(HttpsServer server, URI registry) {
        this.server = server;
        this.registry = registry;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts one on a free port of the loopback interface.
     *
     * @param own the server's certificate
     * @param trusted store of the clients' certificates, with the same password
     * @param protocol version of TLS
     */
    public static TlsProxy start(RegistryProcess registry, Certificates own, Path trusted, String protocol)
            throws Exception {
        char[] password = own.password().toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(own.keys().toFile(), password), password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(trusted.toFile(), password));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setProtocols(new String[] {protocol});
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        return new TlsProxy(server, URI.create(registry.url()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        clients.add(
                ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        registry.resolve(exchange.getRequestURI().getRawPath() + query(exchange)))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        try (exchange) {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? "" : '?' + query;
    }

    /** Where it serves Confluent's interface. */
    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + registry.getPath();
    }

    /** Names in the certificates that clients have shown. */
    public Set<String> clients() {
        return clients;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
