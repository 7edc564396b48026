package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.dns.DnsExchange;

/** A {@link Conversation} read as DNS. */
class DnsStreamFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anySplitTellsTheSame(byte[] input) {
        Conversation both = Conversation.of(input);
        DnsExchange whole = both.whole(Protocol.DNS).dns();
        assertThat(Facts.of(both.split(Protocol.DNS).dns())).isEqualTo(Facts.of(whole));
        if (whole != null) {
            DnsDatagramFuzzTest.check(whole);
        }
    }
}
