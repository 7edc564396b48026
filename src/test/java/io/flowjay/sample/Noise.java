package io.flowjay.sample;

import java.util.Random;

/** Bytes that look random and are the same every time: stands for keys, nonces and ciphertext. */
final class Noise {
    /** The prime of ML-KEM, FIPS 203 section 2.4: every encoded coefficient is below it. */
    private static final int ML_KEM_Q = 3329;

    private final Random random;

    Noise(long seed) {
        random = new Random(seed);
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** {@code nanos} give or take a fifth. */
    long around(long nanos) {
        return nanos + (long) (nanos * (random.nextDouble() - 0.5) * 0.4);
    }

    /** An ML-KEM-768 encapsulation key, 1184 bytes: 768 coefficients of 12 bits and a seed of 32 bytes (FIPS 203 section 5.1). */
    byte[] mlKem768Key() {
        Bytes key = new Bytes();
        for (int pair = 0; pair < 384; pair++) {
            int low = below(ML_KEM_Q);
            int high = below(ML_KEM_Q);
            key.u8(low).u8((low >>> 8) | (high << 4)).u8(high >>> 4);
        }
        return key.raw(bytes(32)).toArray();
    }
}
