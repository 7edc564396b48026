package io.flowjay.cli.observe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the server may be asked. On a loopback address only loopback names: else a page on the web could have its
 * own name resolve to this machine, and read what is shown here (DNS rebinding).
 */
final class AllowedHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopbackOnly;
    private final String own;

    private AllowedHosts(boolean loopbackOnly, String own) {
        this.loopbackOnly = loopbackOnly;
        this.own = own;
    }

    /**
     * @param host the address or name that the server listens on
     */
    static AllowedHosts of(String host) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            loopback = false;
        }
        return new AllowedHosts(loopback, host.toLowerCase(Locale.ROOT));
    }

    /** Whether a request with this {@code Host}, port included, is for this server. */
    boolean allows(@Nullable String hostAndPort) {
        if (!loopbackOnly) {
            return true;
        }
        if (hostAndPort == null) {
            return false;
        }
        String host = hostAndPort.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(host) || host.equals(own);
    }
}
