package io.flowjay.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Makes the sample capture: some eighty seconds of a laptop on a home network. */
public final class SampleCapture {
    private SampleCapture() {}

    /** The capture as pcapng; the same bytes at every call. */
    static byte[] bytes() throws GeneralSecurityException {
        Trace trace = new Trace();
        ArpConversation.addTo(trace);
        DnsConversations.addTo(trace);
        TlsConversations.tls12(trace);
        TlsConversations.tls13(trace);
        TlsConversations.refusedHandshake(trace);
        QuicConversations.addTo(trace);
        HttpConversations.keepAlive(trace);
        HttpConversations.overIpv6(trace);
        HttpConversations.onVlan(trace);
        Http2Conversation.addTo(trace);
        SshConversation.addTo(trace);
        IcmpConversations.addTo(trace);
        ProbeConversations.addTo(trace);
        DeviceConversations.addTo(trace);
        SctpConversation.addTo(trace);
        return trace.toPcapng();
    }

    /**
     * Writes the capture.
     *
     * @param args the file to write
     * @throws IOException if the file cannot be written
     * @throws GeneralSecurityException if the runtime has no AES or SHA-256
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: SampleCapture FILE");
        }
        Files.write(Path.of(args[0]), bytes());
    }
}
