package io.flowjay.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpillTest {
    @Test
    void whatIsWrittenComesBackFromItsPlace() throws IOException {
        try (Spill spill = new Spill(1)) {
            long first = spill.write(8, buffer -> buffer.putLong(1));
            long second = spill.write(300, buffer -> buffer.position(292).putLong(2));
            List<Long> read = new ArrayList<>();
            spill.read(second, 300, buffer -> read.add(buffer.getLong(292)));
            spill.read(first, 8, buffer -> read.add(buffer.getLong()));
            assertThat(read).containsExactly(2L, 1L);
        }
    }

    /** The file is as long as what is in it at one time, however much goes through it. */
    @Test
    void placesThatAreFreeAreUsedAgain() throws IOException {
        Random random = new Random(1);
        try (Spill spill = new Spill(1)) {
            for (int i = 0; i < 1000; i++) {
                int bytes = 1 + random.nextInt(1000);
                spill.free(spill.write(bytes, buffer -> {}), bytes);
            }
            // One place of each size: 256, 512 and 1024 bytes.
            assertThat(spill.length()).isEqualTo(256 + 512 + 1024);
        }
    }

    @Test
    void aFileThatIsGoneFailsWithItsDirectory() throws IOException {
        Spill spill = new Spill(1);
        spill.close();
        assertThat(spill.isClosed()).isTrue();
        assertThatThrownBy(() -> spill.write(8, buffer -> {}))
                .isInstanceOf(SpillException.class)
                .hasMessage("cannot write temporary data in %s: it is closed", SpillDirectory.parent());
    }
}
