package io.flowjay.protocol.quic;

import org.jspecify.annotations.Nullable;

/** What the Initial keys of a connection come from (RFC 9001 section 5.2); those of a side are derived when it sends first. */
final class InitialSecret {
    private static final int FIXED_BYTES = 80;

    private final InitialSalt salt;
    private final byte[] secret;
    private @Nullable InitialKeys client;
    private @Nullable InitialKeys server;

    /** @param destination Destination Connection ID of the client's first Initial */
    InitialSecret(Hkdf hkdf, InitialSalt salt, ConnectionId destination) {
        this.salt = salt;
        secret = hkdf.extract(salt.bytes(), destination.bytes());
    }

    InitialSalt salt() {
        return salt;
    }

    InitialKeys client(Hkdf hkdf) {
        InitialKeys keys = client;
        if (keys == null) {
            keys = derive(hkdf, "client in");
            client = keys;
        }
        return keys;
    }

    InitialKeys server(Hkdf hkdf) {
        InitialKeys keys = server;
        if (keys == null) {
            keys = derive(hkdf, "server in");
            server = keys;
        }
        return keys;
    }

    private InitialKeys derive(Hkdf hkdf, String side) {
        return new InitialKeys(hkdf, salt, hkdf.expandLabel(secret, side, Hkdf.HASH_LENGTH));
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        return FIXED_BYTES + (client == null ? 0 : client.heldBytes()) + (server == null ? 0 : server.heldBytes());
    }
}
