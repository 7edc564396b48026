package io.flowjay.cli.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A server's key with a certificate for 127.0.0.1, and the store by which clients trust it, made by the JDK's keytool.
 *
 * @param keys the server's store
 * @param trust the clients' store
 * @param password of both
 */
public record Certificates(Path keys, Path trust, String password) {
    public static Certificates make(Path directory, String password) throws IOException, InterruptedException {
        Path keys = directory.resolve("keys.p12");
        Path trust = directory.resolve("trust.p12");
        Path certificate = directory.resolve("certificate.pem");
        List<String> store = List.of("-storetype", "PKCS12", "-storepass", password, "-noprompt", "-alias", "broker");
        keytool(
                store,
                "-genkeypair -keyalg RSA -keysize 2048 -validity 2 -dname CN=127.0.0.1 -ext SAN=IP:127.0.0.1 -keystore",
                keys);
        keytool(store, "-exportcert -rfc -file " + certificate + " -keystore", keys);
        keytool(store, "-importcert -file " + certificate + " -keystore", trust);
        return new Certificates(keys, trust, password);
    }

    private static void keytool(List<String> store, String action, Path keystore)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(action.split(" ", -1)));
        command.add(keystore.toString());
        command.addAll(store);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.Charset.defaultCharset());
        if (process.waitFor() != 0) {
            throw new IOException(text);
        }
    }
}
