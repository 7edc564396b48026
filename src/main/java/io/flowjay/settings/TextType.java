package io.flowjay.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A text whose form is checked and which stays the text that it is.
 *
 * @param label the word that stands for a value in usage texts
 * @param valid which texts are valid
 * @param check throws for others
 */
record TextType(String label, String valid, Check check) implements SettingType<String> {
    /** Checks a text. */
    @FunctionalInterface
    interface Check {
        /**
         * Checks a text.
         *
         * @throws IllegalArgumentException with the end of a sentence that begins with the value
         */
        void check(String text);
    }

    /** Any text. */
    static final TextType ANY = new TextType("TEXT", "any text", text -> {});
    /** A name of a format of records, or nothing; which ones there are, the class path decides. */
    static final TextType FORMAT = new TextType("FORMAT", "the name of a format, or empty", text -> {});
    /** What separates cells: a character that no number contains, or a word for the one that is hard to type. */
    static final TextType DELIMITER = new TextType(
            "CHAR",
            "one ASCII character that is not a letter, a digit, a quote or one of .+-[], or the word tab",
            text -> {
                if (!text.equals("tab") && !text.matches("[\\t -~&&[^A-Za-z0-9\".+\\[\\]-]]")) {
                    throw new IllegalArgumentException("cannot separate cells");
                }
            });
    /** A text that says something. */
    static final TextType WORD = new TextType("TEXT", "a text that is not empty", TextType::filled);
    /** A name of Kafka's topics. */
    static final TextType TOPIC =
            new TextType("TOPIC", "1 to 249 letters, digits, dots, underscores and hyphens, but not . or ..", text -> {
                filled(text);
                if (!isTopic(text)) {
                    throw new IllegalArgumentException("is not a topic name");
                }
            });
    /** A name of Kafka's topics, or nothing. */
    static final TextType OPTIONAL_TOPIC = optional(TOPIC);
    /** A directory or file. */
    static final TextType PATH = new TextType("PATH", "a path that is not empty", text -> {
        filled(text);
        path(text);
    });
    /** A file, or nothing. */
    static final TextType OPTIONAL_PATH = optional(PATH);
    /** What the names of some files end in, or nothing. */
    static final TextType OPTIONAL_SUFFIX =
            optional(new TextType("SUFFIX", "a dot and more characters without a slash", text -> {
                if (text.length() < 2 || text.charAt(0) != '.') {
                    throw new IllegalArgumentException("does not begin with a dot and go on");
                }
                if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
                    throw new IllegalArgumentException("has a slash");
                }
                path(text);
            }));
    /** What names of files of records end in, or nothing. */
    static final TextType EXTENSION =
            optional(new TextType("EXTENSION", "letters and digits, several groups separated by dots", text -> {
                if (!text.matches("[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*")) {
                    throw new IllegalArgumentException("is not an extension");
                }
            }));
    /** Addresses of Kafka's brokers. */
    static final TextType BROKERS =
            new TextType("HOST:PORT[,...]", "HOST:PORT, several separated by commas", TextType::brokers);
    /** A reference to a resource, also a relative one. */
    static final TextType URI_REFERENCE = new TextType("URI", "a URI reference that is not empty (RFC 3986)", text -> {
        filled(text);
        try {
            new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URI (" + e.getReason() + ")", e);
        }
    });
    /** Address of a service that speaks HTTP, or nothing. */
    static final TextType OPTIONAL_HTTP_URL = optional(new TextType(
            "URL", "http://HOST:PORT or https://HOST:PORT, and a path if there is one", TextType::httpUrl));
    /** A regular expression of Java's. */
    static final TextType PATTERN = new TextType("REGEX", "a regular expression (java.util.regex.Pattern)", text -> {
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is not a regular expression (" + e.getDescription() + ")", e);
        }
    });

    /** A token of RFC 6750 that is too long to guess, or nothing. */
    static final TextType OPTIONAL_TOKEN =
            optional(new TextType("TOKEN", "16 or more letters, digits and -._~+/=", text -> {
                if (!text.matches("[A-Za-z0-9._~+/=-]{16,}")) {
                    throw new IllegalArgumentException("is not a token");
                }
            }));

    private static final int MAX_TOPIC_LENGTH = 249;
    private static final int LAST_PORT = 65_535;

    private static TextType optional(TextType type) {
        return new TextType(type.label, type.valid + "; or empty", text -> {
            if (!text.isEmpty()) {
                type.check.check(text);
            }
        });
    }

    private static void filled(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
    }

    private static boolean isTopic(String text) {
        return text.length() <= MAX_TOPIC_LENGTH
                && !text.equals(".")
                && !text.equals("..")
                && text.chars()
                        .allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || c == '.' || c == '_' || c == '-');
    }

    private static void httpUrl(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL (" + e.getReason() + ")", e);
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new IllegalArgumentException("does not begin with http:// or https://");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException("has a user, which other settings name");
        }
        if (url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(url.getHost() == null ? "names no host" : "has more than a path");
        }
    }

    private static void path(String text) {
        try {
            Objects.requireNonNull(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path (" + e.getReason() + ")", e);
        }
    }

    private static void brokers(String text) {
        for (String broker : List.of(text.split(",", -1))) {
            String address = broker.trim();
            if (address.contains("/") || address.contains("@")) {
                throw new IllegalArgumentException("has more than a host and a port");
            }
            int colon = address.lastIndexOf(':');
            if (colon < 1 || colon == address.length() - 1 || address.endsWith("]")) {
                throw new IllegalArgumentException(address.isEmpty() ? "names no broker" : "has no port");
            }
            String port = address.substring(colon + 1);
            if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT || Integer.parseInt(port) < 1) {
                throw new IllegalArgumentException("has a port that is not 1 to " + LAST_PORT);
            }
        }
    }

    @Override
    public String parse(String text) {
        check.check(text);
        return text;
    }

    @Override
    public Class<?> javaType() {
        return String.class;
    }
}
