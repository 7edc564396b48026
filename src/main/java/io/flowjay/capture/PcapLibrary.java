package io.flowjay.capture;

import java.io.IOException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapNativeException;

/** Calls into libpcap through pcap4j. Both are optional, so that either may be missing: that is one error that says what to do. */
final class PcapLibrary {
    private static final String PURPOSE = "live capture and filters need ";
    private static final String PCAP4J = "org/pcap4j/";

    private PcapLibrary() {}

    /** What is called. */
    interface Call<T> {
        T run() throws PcapNativeException, NotOpenException;
    }

    /**
     * Calls libpcap.
     *
     * @param what what was tried, for the error
     * @throws IOException when libpcap refuses, with its reason, or when it is missing
     */
    static <T> T call(String what, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (PcapNativeException | NotOpenException e) {
            throw new IOException(what + ": " + reason(e), e);
        } catch (LinkageError e) {
            IOException missing = new IOException(missing(e));
            // Not as the cause, because JNA's message lists the class path.
            missing.addSuppressed(e);
            throw missing;
        }
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage()).trim().replaceAll("\\s*\\R\\s*", " ");
    }

    /** A class that is not there is named by its path; one that could not be initialized is told in a sentence. */
    private static String missing(LinkageError e) {
        return String.valueOf(e.getMessage()).startsWith(PCAP4J)
                ? PURPOSE + "pcap4j on the class path: org.pcap4j:pcap4j-core:1.8.2"
                : PURPOSE + "libpcap, which cannot be loaded; install it (Debian and Ubuntu: libpcap0.8), or name its"
                        + " file with -Dorg.pcap4j.core.pcapLibName";
    }
}
