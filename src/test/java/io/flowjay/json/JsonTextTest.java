package io.flowjay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final char[] ALPHABET = {'a', '"', '\\', '\u0000', '\u007f', 'é', '€', '\uD83D', '\uDE00', '\uFFFF'};

    @Test
    void anyTextIsValidUtf8AndReadsBackWithUnpairedSurrogatesReplaced() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String name = text(random);
            String value = text(random);
            String json = strictlyDecoded(JsonRows.json(Map.of(name, value)));
            assertThat(new ObjectMapper().readTree(json))
                    .as("seed %d, row %d", seed, i)
                    .isEqualTo(JsonNodeFactory.instance.objectNode().put(replaced(name), replaced(value)));
            assertThat(WellFormed.text(value))
                    .as("text, seed %d, row %d", seed, i)
                    .isEqualTo(replaced(value));
        }
    }

    /** Long enough to reach every size of the generator's buffers. */
    private static String text(Random random) {
        int length = random.nextInt(random.nextInt(20) == 0 ? 20_000 : 12);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }

    private static String strictlyDecoded(byte[] utf8) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static String replaced(String text) throws CharacterCodingException {
        ByteBuffer utf8 = UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .replaceWith(new byte[] {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD})
                .encode(CharBuffer.wrap(text));
        return UTF_8.decode(utf8).toString();
    }
}
