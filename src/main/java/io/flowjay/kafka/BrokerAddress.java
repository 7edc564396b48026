package io.flowjay.kafka;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a listener.
 *
 * @param host a name, or an IP address
 * @param port 1 to 65535
 */
record BrokerAddress(String host, int port) {
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z0-9_]+://)?\\[?([^\\[\\]/\\s]+?)]?:(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /** The address in a text {@code host:port}, as Kafka takes it; null if it is not one. */
    static @Nullable BrokerAddress of(String text) {
        Matcher parts = ADDRESS.matcher(text.strip());
        if (!parts.matches()) {
            return null;
        }
        int port = Integer.parseInt(parts.group(2));
        return port == 0 || port > LAST_PORT ? null : new BrokerAddress(parts.group(1), port);
    }

    /**
     * Looks the name up.
     *
     * @throws UnknownHostException if it does not resolve within the limit
     */
    List<InetAddress> resolve(Duration limit) throws UnknownHostException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
        // A resolver without an answer blocks for longer than anybody wants to wait, and cannot be interrupted.
        Thread thread = new Thread(lookup, "flowjay-name");
        thread.setDaemon(true);
        thread.start();
        try {
            return List.of(lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new UnknownHostException("the name does not resolve");
        } catch (TimeoutException e) {
            throw new UnknownHostException("the name does not resolve within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    /**
     * Connects to one of some addresses of the name.
     *
     * @return where that worked
     * @throws IOException if it works with none, saying why with the last
     */
    InetSocketAddress connect(List<InetAddress> addresses, Duration limit) throws IOException {
        IOException last = new IOException("it has no address");
        for (InetAddress address : addresses) {
            InetSocketAddress place = new InetSocketAddress(address, port);
            try (Socket socket = new Socket()) {
                socket.connect(place, (int) limit.toMillis());
                return place;
            } catch (SocketTimeoutException e) {
                last = new IOException("no answer within " + limit.toSeconds() + " s");
            } catch (ConnectException e) {
                String said = String.valueOf(e.getMessage());
                last = new IOException(said.contains("refused") ? "connection refused" : said);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
