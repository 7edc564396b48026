package io.flowjay.protocol.ssh;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import org.jspecify.annotations.Nullable;

/** Both directions of a TCP connection, read as SSH. */
public final class SshConversation {
    private static final int FIXED_BYTES = 256;
    private static final int LINE_BYTES = 192;
    private static final int PACKETS_BYTES = 192;

    private SshDirection client = new SshDirection(SshRole.CLIENT);
    private SshDirection server = new SshDirection(SshRole.SERVER);

    /** What the connection's initiator sends. */
    public SshDirection client() {
        return client;
    }

    /** What the connection's responder sends. */
    public SshDirection server() {
        return server;
    }

    /** Exchanges initiator and responder. */
    public void turn() {
        SshDirection ofInitiator = client;
        client = server;
        server = ofInitiator;
    }

    /**
     * Whether an identification line was found. After other lines of a server it is only text where the client does not speak SSH.
     */
    public boolean detected() {
        return client.identification() != null || serverIdentification() != null;
    }

    /** Protocol version of the client's line, else of the server's; empty without either. */
    public String version() {
        return client.identification() != null ? clientVersion() : serverVersion();
    }

    /** Protocol version of the client's line, or empty. */
    public String clientVersion() {
        return version(client.identification());
    }

    /** Protocol version of the server's line, or empty. */
    public String serverVersion() {
        return version(serverIdentification());
    }

    /** Software version of the client's line, or empty. */
    public String clientSoftware() {
        return software(client.identification());
    }

    /** Software version of the server's line, or empty. */
    public String serverSoftware() {
        return software(serverIdentification());
    }

    /** Comments of the client's line, or empty. */
    public String clientComments() {
        return comments(client.identification());
    }

    /** Comments of the server's line, or empty. */
    public String serverComments() {
        return comments(serverIdentification());
    }

    /** HASSH of the client's first KEXINIT, 32 hex digits; empty when it did not arrive whole. */
    public String hassh() {
        return fingerprint(client);
    }

    /** HASSH server of the server's first KEXINIT, 32 hex digits; empty when it did not arrive whole. */
    public String hasshServer() {
        return fingerprint(server);
    }

    /** Packets of both directions with a message number of the key exchange (20 to 49), in the clear. */
    public int keyExchangePackets() {
        return isVersion2() ? packets(client) + packets(server) : 0;
    }

    /**
     * Where the bytes of one end are encrypted from, counted from its first byte, or {@link SshDirection#NOT_ENCRYPTED}.
     *
     * @param ofServer which end
     */
    public long encryptedFrom(boolean ofServer) {
        return isVersion2() ? (ofServer ? server : client).encryptedFrom() : SshDirection.NOT_ENCRYPTED;
    }

    /** Counts the lines and packets that broke the format. */
    public void countMalformed(MalformedCounts into) {
        countLine(into, client.lineFault());
        countLine(into, isText() ? null : server.lineFault());
        if (isVersion2()) {
            countPackets(into, client.packets());
            countPackets(into, server.packets());
        }
    }

    private static void countLine(MalformedCounts into, @Nullable Malformed fault) {
        if (fault != null) {
            into.add(fault);
        }
    }

    private static void countPackets(MalformedCounts into, @Nullable BinaryPackets packets) {
        if (packets != null) {
            packets.countMalformed(into);
        }
    }

    private String fingerprint(SshDirection direction) {
        BinaryPackets packets = direction.packets();
        String fingerprint = packets == null || !isVersion2() ? null : packets.fingerprint();
        return fingerprint == null ? "" : fingerprint;
    }

    private static int packets(SshDirection direction) {
        BinaryPackets packets = direction.packets();
        return packets == null ? 0 : packets.keyExchangePackets();
    }

    /** Against a client of version 1.5 a server that offers 1.99 goes on with the packets of version 1, which look alike. */
    private boolean isVersion2() {
        SshIdentification one = client.identification();
        SshIdentification other = serverIdentification();
        return detected() && (one == null || one.isVersion2()) && (other == null || other.isVersion2());
    }

    /** Memory that this takes, about, in bytes, without what the directions hold of messages that are not whole. */
    public int heldBytes() {
        return FIXED_BYTES + heldBytes(client) + heldBytes(server);
    }

    private static int heldBytes(SshDirection direction) {
        SshIdentification line = direction.identification();
        return (line == null
                        ? 0
                        : LINE_BYTES
                                + line.software().length()
                                + line.comments().length())
                + (direction.packets() == null ? 0 : PACKETS_BYTES);
    }

    /** Whether a line of the server is only text: others came before it, and the client does not speak SSH. */
    private boolean isText() {
        return server.greeted() && client.rejected();
    }

    private @Nullable SshIdentification serverIdentification() {
        return isText() ? null : server.identification();
    }

    private static String version(@Nullable SshIdentification identification) {
        return identification == null ? "" : identification.protocolVersion();
    }

    private static String comments(@Nullable SshIdentification identification) {
        return identification == null ? "" : identification.comments();
    }

    private static String software(@Nullable SshIdentification identification) {
        return identification == null ? "" : identification.software();
    }
}
