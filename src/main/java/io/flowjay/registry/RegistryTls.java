package io.flowjay.registry;

import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Which certificates a client trusts, and which one it shows. */
final class RegistryTls {
    private RegistryTls() {}

    /**
     * The TLS context that settings describe.
     *
     * @return null if they name neither a truststore nor a keystore: Java's own context will do
     * @throws io.flowjay.settings.SettingException naming the setting, the file, and what is wrong with it
     */
    static @Nullable SSLContext of(Settings settings) {
        String truststore = settings.get(SettingCatalog.SCHEMA_REGISTRY_TRUSTSTORE);
        String keystore = settings.get(SettingCatalog.SCHEMA_REGISTRY_KEYSTORE);
        if (truststore.isEmpty() && keystore.isEmpty()) {
            return null;
        }
        // Without managers of its own a context has those of Java.
        TrustManager @Nullable [] trust = truststore.isEmpty()
                ? null
                : settings.apply(SettingCatalog.SCHEMA_REGISTRY_TRUSTSTORE, () -> trust(Path.of(truststore), settings));
        KeyManager @Nullable [] keys = keystore.isEmpty()
                ? null
                : settings.apply(SettingCatalog.SCHEMA_REGISTRY_KEYSTORE, () -> keys(Path.of(keystore), settings));
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManager[] trust(Path file, Settings settings) {
        Setting<String> password = SettingCatalog.SCHEMA_REGISTRY_TRUSTSTORE_PASSWORD;
        try {
            KeyStore store = PemFile.isPem(file)
                    ? PemFile.read(file).certificateStore()
                    : StoreFile.read(file, settings.get(password), password);
            if (store.size() == 0) {
                throw new IllegalArgumentException(
                        "no certificate can be read from it" + StoreFile.hint(settings.get(password), password));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw StoreFile.unusable(e);
        }
    }

    private static KeyManager[] keys(Path file, Settings settings) {
        Setting<String> password = SettingCatalog.SCHEMA_REGISTRY_KEYSTORE_PASSWORD;
        String ofFile = settings.get(password);
        String ofKey = settings.get(SettingCatalog.SCHEMA_REGISTRY_KEY_PASSWORD);
        try {
            boolean pem = PemFile.isPem(file);
            KeyStore store = pem
                    ? PemFile.read(file).keyStore(ofKey, SettingCatalog.SCHEMA_REGISTRY_KEY_PASSWORD)
                    : StoreFile.read(file, ofFile, password);
            if (!StoreFile.hasKey(store)) {
                throw new IllegalArgumentException(
                        "has no private key" + (pem ? "" : StoreFile.hint(ofFile, password)));
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, (pem ? "" : ofKey.isEmpty() ? ofFile : ofKey).toCharArray());
            return keys.getKeyManagers();
        } catch (UnrecoverableKeyException e) {
            Setting<String> missing = ofFile.isEmpty() ? password : SettingCatalog.SCHEMA_REGISTRY_KEY_PASSWORD;
            throw new IllegalArgumentException("the password of its key is wrong; set " + missing.property(), e);
        } catch (IOException | GeneralSecurityException e) {
            throw StoreFile.unusable(e);
        }
    }
}
