package io.flowjay.registry;

import io.flowjay.settings.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A file of certificates and at most one private key in PEM (RFC 7468). The certificate of the key comes first, then those of its
 * authorities.
 */
final class PemFile {
    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final char[] NO_PASSWORD = {};

    private final List<Certificate> certificates = new ArrayList<>();
    private byte @Nullable [] key;
    private boolean encrypted;
    /** The label of a key in another format than PKCS #8; null without one. */
    private @Nullable String otherKey;

    private PemFile() {}

    /** Whether a file is in PEM: another format has these bytes nowhere, and comments may come before them. */
    static boolean isPem(Path file) throws IOException {
        return text(file).contains(BEGIN);
    }

    private static String text(Path file) throws IOException {
        return new String(StoreFile.bytes(file), StandardCharsets.ISO_8859_1);
    }

    /** Reads a file. */
    static PemFile read(Path file) throws IOException, GeneralSecurityException {
        PemFile pem = new PemFile();
        Matcher block = BLOCK.matcher(text(file));
        while (block.find()) {
            pem.add(block.group(1), Base64.getMimeDecoder().decode(block.group(2)));
        }
        return pem;
    }

    private void add(String label, byte[] content) throws GeneralSecurityException {
        if (label.equals("CERTIFICATE")) {
            certificates.add(
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content)));
        } else if (label.equals("PRIVATE KEY") || label.equals("ENCRYPTED PRIVATE KEY")) {
            key = content;
            encrypted = label.startsWith("ENCRYPTED");
        } else if (label.endsWith("PRIVATE KEY")) {
            otherKey = label;
        }
    }

    /** The certificates, to be trusted. */
    KeyStore certificateStore() throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("certificate-" + i, certificates.get(i));
        }
        return store;
    }

    /**
     * The key with its certificates, without a password; empty without a key.
     *
     * @param password of the key; empty: none
     * @param setting where the password is from
     * @throws IllegalArgumentException saying what is wrong with the key, or that its certificate is missing
     */
    KeyStore keyStore(String password, Setting<String> setting) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        if (key == null && otherKey != null) {
            throw new IllegalArgumentException(
                    "its key, " + otherKey + ", is not in PKCS #8; convert it with 'openssl pkcs8 -topk8'");
        }
        if (key != null) {
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("has a private key, but no certificate");
            }
            PKCS8EncodedKeySpec spec = encrypted ? decrypted(key, password, setting) : new PKCS8EncodedKeySpec(key);
            PrivateKey made = KeyFactory.getInstance(
                            certificates.get(0).getPublicKey().getAlgorithm())
                    .generatePrivate(spec);
            store.setKeyEntry("key", made, NO_PASSWORD, certificates.toArray(Certificate[]::new));
        }
        return store;
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] key, String password, Setting<String> setting)
            throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(key);
        // The name of PBES2 says nothing about the ciphers, but its parameters do.
        String algorithm = info.getAlgParameters() == null
                ? info.getAlgName()
                : info.getAlgParameters().toString();
        Cipher cipher = Cipher.getInstance(algorithm);
        try {
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the password of its key is wrong; set " + setting.property(), e);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
