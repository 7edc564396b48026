package io.flowjay.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MalformedCountsTest {
    @Test
    void holdsNothingUntilSomethingIsMalformed() {
        MalformedCounts counts = new MalformedCounts();
        counts.add(Malformed.DNS_HEADER, 0);
        counts.addAll(new MalformedCounts());
        assertThat(of(counts)).isEmpty();
        assertThat(counts.heldBytes()).isZero();
    }

    @Test
    void addsByReason() {
        MalformedCounts one = new MalformedCounts();
        one.add(Malformed.DNS_HEADER);
        one.add(Malformed.TLS_RECORD, 3);
        MalformedCounts other = new MalformedCounts();
        other.add(Malformed.DNS_HEADER, 2);
        one.addAll(other);
        assertThat(of(one)).isEqualTo(Map.of(Malformed.TLS_RECORD, 3, Malformed.DNS_HEADER, 3));
        assertThat(of(other)).isEqualTo(Map.of(Malformed.DNS_HEADER, 2));
        assertThat(one.heldBytes()).isPositive();
    }

    private static Map<Malformed, Integer> of(MalformedCounts counts) {
        Map<Malformed, Integer> all = new EnumMap<>(Malformed.class);
        counts.forEach(all::put);
        return all;
    }
}
