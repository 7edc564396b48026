package io.flowjay.protocol.tls;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;

/** The primes of RFC 7919 appendix A, by the SHA-256 of their bytes. */
final class FiniteFieldGroup {
    private static final Map<String, Integer> GROUPS = Map.of(
            "9cd3b7f336872f46c09428d1bbc19877a4d440512cda8d1c1cf0cd6e33698966", 0x0100,
            "0eaf67db3a839156d5013494a5318a772b5697d270d721f37f092efc69ea5a17", 0x0101,
            "4648414224ac881b3d0dc59b466f96d06a558278776807797ecf1f66ff397b3e", 0x0102,
            "227ac9066b3ddd9e193670cda2388fa884f65ba0cf98b742d1fe77a6687c79c7", 0x0103,
            "770b14efaf6f049929c523113b3fa99a8d11dab1b18af3609590122075d19833", 0x0104);

    private static final int MIN_BITS = 2048;

    private FiniteFieldGroup() {}

    /** The named group of a prime, 0 when it is none of them. */
    static int of(BigInteger prime) {
        if (prime.bitLength() < MIN_BITS) {
            return 0;
        }
        byte[] signed = prime.toByteArray();
        byte[] magnitude = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        return GROUPS.getOrDefault(Digests.sha256(magnitude), 0);
    }
}
