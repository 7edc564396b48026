package io.flowjay.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NearestNameTest {
    static Stream<Arguments> names() {
        return Stream.of(
                argumentSet("one letter replaced", "flowjay.topik", List.of("flowjay.brokers", "flowjay.topic"), 1),
                argumentSet("the name itself", "topic", List.of("tonic", "topic", "topics"), 1),
                argumentSet("equally near: the first", "cat", List.of("bat", "hat", "rat"), 0),
                argumentSet("a longer name that is nearer", "idle-timout", List.of("idle-time", "idle-timeout"), 1),
                argumentSet("nothing in common", "xyz", List.of("abcdef", "abcd", "abcde"), 1));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theNearestNameIsFound(String name, List<String> valid, int nearest) {
        assertThat(NearestName.of(name, valid)).isEqualTo(valid.get(nearest));
    }

    @Test
    void withoutValidNamesThereIsNone() {
        assertThat(NearestName.of("topic", List.of())).isEmpty();
    }

    /** Distances worked by hand; "kitten" and "intention" are the textbooks' examples. */
    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3",
        "intention, execution, 5",
        "saturday, sunday, 3",
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "abc, abc, 0",
        "abc, acb, 2",
        "abc, xyz, 3"
    })
    void distancesAreLevenshteins(String one, String other, int distance) {
        assertThat(NearestName.distance(one, other, 100)).isEqualTo(distance);
        assertThat(NearestName.distance(other, one, 100)).isEqualTo(distance);
        assertThat(NearestName.distance(one, other, distance + 1))
                .as("a bound just above")
                .isEqualTo(distance);
        if (distance > 0) {
            assertThat(NearestName.distance(one, other, distance - 1))
                    .as("a bound below")
                    .isEqualTo(distance - 1);
        }
    }
}
