package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.spill.Spill;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets in pages of 16, in memory and in the file: packet {@code i} has time {@code i}, and every third one goes backward. */
class FlowPacketsTest {
    private static final int PACKETS = 100;

    /** @param every after how many packets all that are in memory are written; 0: never */
    @ParameterizedTest(name = "written after every {0}")
    @ValueSource(ints = {0, 1, 7, 16, 17, 99, 100})
    void comeBackInOrder(int every) throws IOException {
        try (Spill spill = new Spill(1)) {
            PacketMemory memory = new PacketMemory(spill);
            FlowPackets packets = memory.take();
            for (int i = 0; i < PACKETS; i++) {
                packets.add(i, 40 + i, i, i % 3 == 0 ? PacketColumns.BACKWARD : 0, -i);
                packets.account();
                if (every > 0 && (i + 1) % every == 0) {
                    packets.spillAll();
                }
            }
            check(packets, 0);
            packets.release();
            packets.turn();
            check(packets, PacketColumns.BACKWARD);
            memory.give(packets);
            assertThat(memory.usedBytes()).isZero();
        }
    }

    private static void check(FlowPackets packets, int turned) {
        assertThat(packets.size()).isEqualTo(PACKETS);
        List<Integer> numbers = new ArrayList<>();
        for (int p = 0; p < packets.pages(); p++) {
            PacketColumns page = packets.page(p);
            assertThat(page.size()).isBetween(1, 16);
            for (int i = 0; i < page.size(); i++) {
                int number = numbers.size();
                numbers.add((int) page.times()[i]);
                assertThat(page.lengths()[i]).isEqualTo(40 + number);
                assertThat(page.payloads()[i]).isEqualTo(number);
                assertThat(page.ip()[i]).isEqualTo(-number);
                assertThat(page.info()[i] ^ turned).isEqualTo(number % 3 == 0 ? PacketColumns.BACKWARD : 0);
            }
        }
        assertThat(numbers).hasSize(PACKETS).isSorted().doesNotHaveDuplicates();
        for (int i = PACKETS - 1; i >= 0; i--) {
            assertThat(packets.time(i)).isEqualTo(i);
            assertThat(packets.info(i) ^ turned).isEqualTo(i % 3 == 0 ? PacketColumns.BACKWARD : 0);
        }
    }
}
