package io.flowjay.protocol.tls;

/**
 * How the keys of a session are agreed on.
 *
 * @param group the named group (IANA "TLS Supported Groups"), 0 for finite-field parameters of the server's own
 * @param name the group's name, {@code dhe<bits>} for the server's own parameters
 * @param bits length of the public value as encoded; of finite-field Diffie-Hellman, length of the prime
 */
public record KeyExchange(int group, String name, int bits) {
    static KeyExchange of(KeyShare share) {
        return ofPublicValue(share.group(), share.length());
    }

    static KeyExchange ofPublicValue(int group, int length) {
        return new KeyExchange(group, NamedGroup.name(group), length * Byte.SIZE);
    }
}
