package io.flowjay.feature.group.application;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;
import static io.flowjay.feature.Privacy.SENSITIVE;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.feature.tcp.NewData;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.TcpProtocols;
import io.flowjay.protocol.ssh.SshConversation;
import io.flowjay.protocol.ssh.SshDirection;
import io.flowjay.settings.Profile;
import java.util.Set;

/** Group {@code ssh}: SSH on any port (RFC 4253), and the fingerprints HASSH and HASSH server. */
public final class SshFeatures implements FeatureGroup {
    private static final String NAME = "ssh";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final FlagFeature SSH_DETECTED = F.formula(
                    "a line SSH-protoversion-softwareversion came from one of the sides")
            .bool("ssh_detected", "Whether one of the ends sent an identification line of SSH");
    private static final TextFeature SSH_VERSION = F.formula("ssh_client_version; if empty ssh_server_version")
            .string("ssh_version", "Protocol version of the client's line, else of the server's");
    private static final TextFeature SSH_CLIENT_SOFTWARE = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("softwareversion of the client's line")
            .string("ssh_client_software", "Software version of the client's line, without its comments");
    private static final TextFeature SSH_CLIENT_VERSION = F.direction(SRC_TO_DST)
            .formula("protoversion of the client's line")
            .string("ssh_client_version", "Protocol version of the client's line, such as 2.0, 1.99 or 1.5");
    private static final TextFeature SSH_SERVER_SOFTWARE = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("softwareversion of the server's line")
            .string("ssh_server_software", "Software version of the server's line, without its comments");
    private static final TextFeature SSH_SERVER_VERSION = F.direction(DST_TO_SRC)
            .formula("protoversion of the server's line")
            .string("ssh_server_version", "Protocol version of the server's line, such as 2.0, 1.99 or 1.5");
    private static final TextFeature SSH_HASSH = F.direction(SRC_TO_DST)
            .formula("MD5(kex;encryption;mac;compression), client to server, of the client's first KEXINIT, in hex")
            .string("ssh_hassh", "HASSH of the client's first KEXINIT; empty when not all of it came");
    private static final TextFeature SSH_HASSH_SERVER = F.direction(DST_TO_SRC)
            .formula("MD5(kex;encryption;mac;compression), server to client, of the server's first KEXINIT, in hex")
            .string("ssh_hassh_server", "HASSH server of the server's first KEXINIT; empty when not all of it came");
    private static final IntegerFeature SSH_KEX_PACKETS = F.formula(
                    "count(SSH packets with message number 20 to 49), both directions; 0 for version 1")
            .int64("ssh_kex_packets", "count", "SSH packets of the key exchange (messages 20 to 49) in the clear");
    private static final IntegerFeature SSH_ENCRYPTED_PACKETS = F.formula(
                    "count(packets with a new byte after the NEWKEYS of their direction), both directions")
            .int64(
                    "ssh_encrypted_packets",
                    "count",
                    "TCP packets with new bytes after the first NEWKEYS of their direction; retransmissions do not count");
    private static final TextFeature SSH_CLIENT_COMMENTS = F.profile(Profile.FLOWJAY)
            .direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("what follows the first space of the client's line")
            .string("ssh_client_comments", "Comments of the client's line, which often name the operating system");
    private static final TextFeature SSH_SERVER_COMMENTS = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("what follows the first space of the server's line")
            .string("ssh_server_comments", "Comments of the server's line, which often name the operating system");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT =
            new FeatureUnit(F.features(), settings -> new SshFeatures(), Set.of(Protocol.SSH));

    private final NewData newData = new NewData();

    @Override
    public boolean applies(FlowView view) {
        return view.flow().protocols() instanceof TcpProtocols protocols && protocols.ssh() != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        if (!(view.flow().protocols() instanceof TcpProtocols protocols)) {
            return;
        }
        SshConversation ssh = protocols.ssh();
        if (ssh == null) {
            return;
        }
        out.set(SSH_DETECTED, true);
        out.set(SSH_VERSION, ssh.version());
        out.set(SSH_CLIENT_SOFTWARE, ssh.clientSoftware());
        out.set(SSH_CLIENT_VERSION, ssh.clientVersion());
        out.set(SSH_SERVER_SOFTWARE, ssh.serverSoftware());
        out.set(SSH_SERVER_VERSION, ssh.serverVersion());
        out.set(SSH_HASSH, ssh.hassh());
        out.set(SSH_HASSH_SERVER, ssh.hasshServer());
        out.set(SSH_KEX_PACKETS, ssh.keyExchangePackets());
        out.set(SSH_ENCRYPTED_PACKETS, encrypted(view, protocols, ssh, false) + encrypted(view, protocols, ssh, true));
        out.set(SSH_CLIENT_COMMENTS, ssh.clientComments());
        out.set(SSH_SERVER_COMMENTS, ssh.serverComments());
    }

    private int encrypted(FlowView view, TcpProtocols protocols, SshConversation ssh, boolean backward) {
        long from = ssh.encryptedFrom(backward);
        return from == SshDirection.NOT_ENCRYPTED
                ? 0
                : newData.segments(
                        view.flow().packets(),
                        backward,
                        protocols.origin(backward),
                        protocols.sequenceAt(backward, from));
    }
}
