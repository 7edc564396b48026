package io.flowjay.flow;

import org.jspecify.annotations.Nullable;

/**
 * How flows are named.
 *
 * @param flowIdSalt put in front of the 5-tuple text before it is hashed; empty by default
 * @param communityIdSeed seed of the Community ID, 0 to 65535; 0 by default
 * @param anonymizationKey key of the HMAC that replaces addresses; null leaves them as they are
 */
public record IdSettings(
        String flowIdSalt, int communityIdSeed, @Nullable String anonymizationKey) {
    /** Addresses as they are, no salt, seed 0. */
    public static final IdSettings DEFAULT = new IdSettings("", 0, null);

    /**
     * @throws IllegalArgumentException for an empty key or a seed beyond 16 bits
     */
    public IdSettings {
        if (anonymizationKey != null && anonymizationKey.isEmpty()) {
            throw new IllegalArgumentException("the anonymisation key must not be empty");
        }
        if (communityIdSeed < 0 || communityIdSeed > 0xffff) {
            throw new IllegalArgumentException("the Community ID seed must be 0 to 65535, but is " + communityIdSeed);
        }
    }
}
