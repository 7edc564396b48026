package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.http2.Http2Conversation;

/** A {@link Conversation} read as HTTP/2. */
class Http2FuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anySplitTellsTheSame(byte[] input) {
        Conversation both = Conversation.of(input);
        Http2Conversation whole = both.whole(Protocol.HTTP2).http2();
        assertThat(Facts.of(both.split(Protocol.HTTP2).http2())).isEqualTo(Facts.of(whole));
        if (whole != null) {
            assertThat(whole.detected()).isTrue();
            int known = whole.dataFrames()
                    + whole.headersFrames()
                    + whole.settingsFrames()
                    + whole.pushPromiseFrames()
                    + whole.goawayFrames()
                    + whole.windowUpdateFrames();
            assertThat(whole.frames()).isGreaterThanOrEqualTo(known);
            assertThat(whole.streams())
                    .isBetween(0, whole.dataFrames() + whole.headersFrames() + whole.pushPromiseFrames());
        }
    }
}
