package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerHelloTest {
    private static final byte[] HELLO = serverHello(0x0303, "", 0xc02f);

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments(named("one byte of a type", "00")),
                arguments(named("a type without a length", "0017")),
                arguments(named("a type and one byte of its length", "001700")),
                arguments(named("the same behind an extension", "0017 0000 ff01")),
                arguments(named("data shorter than stated", "0017 0002 00")),
                arguments(named("more extensions than stated lengths allow", "0017 0000 0017 0001")));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String extensions) {
        byte[] message = concat(HELLO, vector(2, hex(extensions)));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ServerHello.of(ByteCursor.of(message)));
    }

    @Test
    void emptyExtensions() throws MalformedException {
        byte[] message = concat(HELLO, vector(2, hex("0017 0000 ff01 0000")));
        assertThat(ServerHello.of(ByteCursor.of(message)).extensionTypes).containsExactly(0x17, 0xff01);
    }
}
