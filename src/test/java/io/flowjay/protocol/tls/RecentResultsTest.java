package io.flowjay.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Which keys are computed when they are asked for in turn, with room for two: even keys share a place, and odd ones do. */
class RecentResultsTest {
    static final List<Arguments> KEYS = List.of(
            argumentSet("one", List.of(1), List.of(1)),
            argumentSet("the same again", List.of(1, 1, 1), List.of(1)),
            argumentSet("places of their own", List.of(1, 2, 1, 2), List.of(1, 2)),
            argumentSet("the same place", List.of(1, 3, 1), List.of(1, 3, 1)),
            argumentSet("the same place, a further one stays", List.of(2, 1, 3, 2), List.of(2, 1, 3)));

    @ParameterizedTest
    @FieldSource("KEYS")
    void computesWhatItHasNot(List<Integer> keys, List<Integer> expected) {
        List<Integer> computed = new ArrayList<>();
        RecentResults<Integer, String> results = new RecentResults<>(2, key -> {
            computed.add(key);
            return "of " + key;
        });
        for (int key : keys) {
            assertThat(results.of(key)).isEqualTo("of " + key);
        }
        assertThat(computed).isEqualTo(expected);
    }
}
