package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of two ports is that of the service, by IANA's list, the ranges of RFC 6335 section 6 and those of Linux. */
class ServicePortTest {
    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({
        "a system port against a registered one, 22, 2222, first",
        "the other way round, 2222, 22, second",
        "a listed service against another registered port, 3306, 3307, first",
        "a listed service against one that Linux gives clients, 27017, 40000, first",
        "a registered port against a dynamic one, 4444, 50000, first",
        "a registered port against one that Linux gives clients, 4444, 40000, first",
        "a port that Linux gives clients against a dynamic one, 39658, 59578, neither",
        "two dynamic ports, 50000, 60000, neither",
        "two system ports, 500, 123, neither"
    })
    void service(String name, int first, int second, String expected) {
        int order = ServicePort.rank(first) - ServicePort.rank(second);
        assertThat(order > 0 ? "first" : order < 0 ? "second" : "neither").isEqualTo(expected);
    }
}
