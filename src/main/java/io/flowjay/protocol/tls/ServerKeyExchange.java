package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The key exchange parameters of a TLS 1.2 or older server.
 *
 * <pre>
 * ECDHE: [identity hint 2+n] | curve type 1, 3 for a named curve | group 2 | public value 1+n | signature
 * DHE:   [identity hint 2+n] | p 2+n | g 2+n | public value 2+n | signature
 * </pre>
 */
final class ServerKeyExchange {
    private static final int NAMED_CURVE = 3;

    private ServerKeyExchange() {}

    /** Reads the parameters; null when the cipher suite has none, or none that tell a group. */
    static @Nullable KeyExchange read(int cipherSuite, ByteCursor body) throws MalformedException {
        KeyExchangeMethod method = KeyExchangeMethod.of(cipherSuite);
        if (method.hasIdentityHint) {
            body.vector16();
        }
        return switch (method) {
            case ECDHE, ECDHE_PSK -> ellipticCurve(body);
            case DHE, DHE_PSK -> finiteField(body);
            case NONE -> null;
        };
    }

    private static @Nullable KeyExchange ellipticCurve(ByteCursor body) throws MalformedException {
        if (body.u8() != NAMED_CURVE) {
            return null;
        }
        int group = body.u16();
        return KeyExchange.ofPublicValue(group, body.vector8().remaining());
    }

    private static KeyExchange finiteField(ByteCursor body) throws MalformedException {
        ByteCursor p = body.vector16();
        BigInteger prime = new BigInteger(1, p.bytes(p.remaining()));
        int bits = prime.bitLength();
        int group = FiniteFieldGroup.of(prime);
        return new KeyExchange(group, group == 0 ? "dhe" + bits : NamedGroup.name(group), bits);
    }
}
