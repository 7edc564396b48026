package io.flowjay.registry;

import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Why no answer came from a registry.
 *
 * @param problem the reason
 * @param advice what to do
 */
record ConnectionFailure(String problem, String advice) {
    /**
     * How a server refuses a client's certificate, or the lack of one: an alert (RFC 8446, section 6.2), or an end of the connection, at
     * which the alert may be lost.
     */
    private static final Pattern REFUSED = Pattern.compile(
            "Received fatal alert: (bad_certificate|certificate_\\w+|unknown_ca|unsupported_certificate|access_denied"
                    + "|handshake_failure)|Broken pipe|Connection reset|EOF reached|received no bytes|terminated the handshake");

    /**
     * Explains an exception.
     *
     * @param https whether the client speaks TLS
     * @param hasKeystore whether it has a certificate of its own
     */
    static ConnectionFailure of(IOException e, boolean https, boolean hasKeystore) {
        Throwable root = e;
        boolean tls = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            root = cause;
            tls |= cause instanceof SSLException;
        }
        String problem = problem(e, root);
        String advice;
        if (https && REFUSED.matcher(problem).find()) {
            advice = (hasKeystore
                            ? "check that the registry accepts the certificate in "
                            : "if the registry wants a client certificate, set ")
                    + SettingCatalog.SCHEMA_REGISTRY_KEYSTORE.property();
        } else {
            advice = tls ? tlsAdvice(problem) : "check that it runs, and its URL";
        }
        return new ConnectionFailure(problem, advice);
    }

    private static String problem(IOException e, Throwable root) {
        if (root instanceof UnresolvedAddressException) {
            return "the name does not resolve";
        }
        if (e instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (e instanceof ConnectException && root.getMessage() == null) {
            return "connection refused";
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static String tlsAdvice(String problem) {
        if (problem.contains("certification path")) {
            return "set " + SettingCatalog.SCHEMA_REGISTRY_TRUSTSTORE.property()
                    + " to a file with the certificate of the registry's authority";
        }
        if (problem.contains("SSL message")) {
            return "check that the port speaks TLS; otherwise the URL begins with http://";
        }
        return "check the registry's certificate, and that it has the name in the URL";
    }
}
