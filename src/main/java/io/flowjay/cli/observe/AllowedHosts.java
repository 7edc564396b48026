package io.flowjay.cli.observe;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts under which the server may be asked. Without this check a page on the web could make its own name resolve to this
 * machine, and read what is shown here (DNS rebinding). An address in a request cannot come from such a name, so a server that listens
 * on the network allows every address, as probes and scrapers use them.
 */
final class AllowedHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final boolean addresses;
    private final Set<String> names = new HashSet<>(LOOPBACK);

    /** The hosts that the settings name: {@code http-host} itself, {@code http-names}, and localhost. */
    AllowedHosts(Settings settings) {
        addresses = !Listening.onLoopback(settings);
        names.add(settings.get(SettingCatalog.HTTP_HOST).toLowerCase(Locale.ROOT));
        settings.get(SettingCatalog.HTTP_NAMES).forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether a request with this {@code Host}, port included, is for this server. */
    boolean allows(@Nullable String hostAndPort) {
        if (hostAndPort == null) {
            // Each browser says it; some load balancers do not.
            return addresses;
        }
        String host =
                hostAndPort.replaceFirst(":\\d+$", "").replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
        return names.contains(host) || (addresses && ADDRESS.matcher(host).matches());
    }
}
