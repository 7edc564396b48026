package io.flowjay.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** FlowJay's version, as the build wrote it down. */
public final class BuildVersion {
    private BuildVersion() {}

    /**
     * The version; "(unknown version)" where the build left none.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static String text() {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream("/io/flowjay/build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version", "(unknown version)");
    }
}
