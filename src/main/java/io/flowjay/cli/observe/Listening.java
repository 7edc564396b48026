package io.flowjay.cli.observe;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who can reach the server. */
final class Listening {
    private Listening() {}

    /** Whether only this machine can; false also for a host that does not resolve. */
    static boolean onLoopback(Settings settings) {
        try {
            return InetAddress.getByName(settings.get(SettingCatalog.HTTP_HOST)).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
