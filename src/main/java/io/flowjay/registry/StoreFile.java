package io.flowjay.registry;

import io.flowjay.settings.Setting;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A file of keys and certificates in JKS or PKCS12, whatever its name says. */
final class StoreFile {
    private static final String VALID = "; valid: a file in PEM, JKS or PKCS12";

    private StoreFile() {}

    /**
     * Reads a file.
     *
     * @param password empty: what can be read without one
     * @param setting where the password is from
     * @throws IllegalArgumentException saying that the password is wrong, or that the file has another format
     */
    static KeyStore read(Path file, String password, Setting<String> setting)
            throws IOException, GeneralSecurityException {
        char @Nullable [] secret = password.isEmpty() ? null : password.toCharArray();
        try {
            return KeyStore.getInstance(file.toFile(), secret);
        } catch (KeyStoreException e) {
            // No format of a store that Java knows.
            throw new IllegalArgumentException("cannot be read as PEM, JKS or PKCS12", e);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new IllegalArgumentException("its password is wrong; set " + setting.property(), e);
            }
            throw e;
        }
    }

    /** What may be missing where nothing is in a store: without its password a store is read as far as it is not encrypted. */
    static String hint(String password, Setting<String> setting) {
        return password.isEmpty() ? "; if it has a password, set " + setting.property() : "";
    }

    static boolean hasKey(KeyStore store) throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    /** Says why a file cannot be used. */
    static IllegalArgumentException unusable(Exception e) {
        if (e instanceof NoSuchFileException) {
            return new IllegalArgumentException("the file does not exist" + VALID, e);
        }
        if (e instanceof AccessDeniedException) {
            return new IllegalArgumentException("this user may not read the file", e);
        }
        return new IllegalArgumentException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }

    /**
     * Reads a file that must be one.
     *
     * @throws IllegalArgumentException if it is a directory
     */
    static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("it is a directory" + VALID);
        }
        return Files.readAllBytes(file);
    }
}
