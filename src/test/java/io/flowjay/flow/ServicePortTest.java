package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "BACnet against a port that Linux gives clients, 47808, 40000, first",
        "EtherNet/IP against a port that Linux gives clients, 33333, 44818, second",
        "MySQL X Protocol against a port that Linux gives clients, 40000, 33060, second",
        "PROFINET against a dynamic port, 34964, 50000, first",
        "S1AP against a dynamic port, 50000, 36412, second",
        "F1AP against a port that Linux gives clients, 38472, 60000, first",
        "two registered ports of services, 47808, 44818, neither",
        "a registered port below those of clients against BACnet, 4444, 47808, neither",
        "a listed service against BACnet, 3306, 47808, first",
        "BACnet against the port after it, 47808, 47809, first",
        "two dynamic ports, 50000, 60000, neither",
        "two system ports, 500, 123, neither"
    })
    void service(String name, int first, int second, String expected) {
        int order = ServicePort.rank(first) - ServicePort.rank(second);
        assertThat(order > 0 ? "first" : order < 0 ? "second" : "neither").isEqualTo(expected);
    }

    /** {@code dst_port_class} and its name say the range of the port, as before. */
    @ParameterizedTest
    @ValueSource(ints = {33_060, 34_962, 34_980, 36_412, 38_472, 41_794, 44_818, 47_001, 47_808, 48_049})
    void aServiceAmongThePortsOfClientsIsOneOfTheRegisteredPorts(int port) {
        assertThat(ServicePort.name(port)).isEqualTo("registered");
        assertThat(ServicePort.number(port)).isEqualTo(2);
        assertThat(ServicePort.rank(port)).isEqualTo(ServicePort.rank(4444));
    }
}
