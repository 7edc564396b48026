package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.fuzz.Datagrams.Datagram;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.dns.DnsExchange;
import io.flowjay.protocol.payload.Payload;

/** {@link Datagrams} read as DNS. */
class DnsDatagramFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyDatagrams(byte[] input) {
        Datagrams datagrams = Datagrams.of(input);
        DnsExchange found = datagrams.play(Protocol.DNS, 0).dns();
        assertThat(Facts.of(found)).isEqualTo(Facts.of(withoutDelay(datagrams)));
        if (found != null) {
            check(found);
        }
        if (!datagrams.all().isEmpty()) {
            aCutMessageSaysNothingElse(datagrams.all().get(0));
        }
    }

    /** A decoder is made with the first datagram that may be of DNS; one that is there from the start finds the same. */
    private static DnsExchange withoutDelay(Datagrams datagrams) {
        DnsExchange exchange = new DnsExchange();
        for (Datagram datagram : datagrams.all()) {
            int captured = datagram.captured;
            if (captured > 0 && !exchange.ended()) {
                exchange.accept(new Payload().set(false, datagram.bytes, 0, captured, datagram.bytes.length));
            }
        }
        return exchange.detected() ? exchange : null;
    }

    private static void aCutMessageSaysNothingElse(Datagram datagram) {
        DnsExchange whole = new DnsExchange();
        whole.accept(Payload.of(false, datagram.bytes, 0, datagram.bytes.length));
        DnsExchange cut = new DnsExchange();
        cut.accept(new Payload().set(false, datagram.bytes, 0, datagram.captured, datagram.captured + 1));
        if (whole.detected() && cut.detected()) {
            assertThat(cut.queryName()).isEqualTo(whole.queryName());
            assertThat(cut.queryType()).isEqualTo(whole.queryType());
            assertThat(cut.answerCount()).isEqualTo(whole.answerCount());
        }
    }

    static void check(DnsExchange dns) {
        assertThat(dns.detected()).isTrue();
        assertThat(dns.queryName()).matches("[!-~]{0,1020}");
        assertThat(dns.responseCode()).isBetween(DnsExchange.NO_RESPONSE, 0xfff);
        assertThat(dns.minTtl()).isBetween(0L, dns.maxTtl());
        assertThat(dns.maxTtl()).isLessThanOrEqualTo(Integer.MAX_VALUE);
        assertThat(dns.isResponse()).isEqualTo(dns.responseCode() != DnsExchange.NO_RESPONSE);
    }
}
