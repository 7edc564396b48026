package io.flowjay.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it down. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/io/flowjay/build.properties")) {
            if (in != null) {
                build.load(in);
            }
        }
        return new String[] {"flowjay " + build.getProperty("version", "(unknown version)")};
    }
}
