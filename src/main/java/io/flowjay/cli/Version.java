package io.flowjay.cli;

import io.flowjay.record.BuildVersion;
import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it down. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"flowjay " + BuildVersion.text()};
    }
}
