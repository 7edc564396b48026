package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.extension;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A hello notes each type that is read in one bit of a long, so no such type may be 64 or more. */
class ExtensionTypeTest {
    static Stream<Arguments> types() {
        return Arrays.stream(ExtensionType.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == int.class)
                .map(field -> Arguments.argumentSet(field.getName(), value(field)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void isBelowTheLimit(int type) {
        assertThat(type).isBetween(0, ExtensionType.LIMIT - 1);
    }

    @Test
    void aBitOfALongIsThereForEachTypeBelowTheLimit() {
        assertThat(1L << (ExtensionType.LIMIT - 1)).isNegative();
    }

    /** The first session ticket has 3 bytes, the second 5; whether the hello offers a session depends on the first. */
    @Test
    void theFirstOfARepeatedExtensionWins() throws MalformedException {
        ClientHello hello = ClientHello.ofTls(ByteCursor.of(clientHello(
                0x0303,
                "",
                "c02f",
                extension(ExtensionType.SESSION_TICKET, "010203"),
                extension(ExtensionType.SESSION_TICKET, "0102030405"))));
        assertThat(hello.extensions.ticketLength).isEqualTo(3);
        assertThat(hello.extensionCount()).isEqualTo(2);
    }

    private static int value(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new LinkageError("public field of a public class", e);
        }
    }
}
