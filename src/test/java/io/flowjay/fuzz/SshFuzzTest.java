package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.ssh.SshConversation;

/** A {@link Conversation} read as SSH. */
class SshFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anySplitTellsTheSame(byte[] input) {
        Conversation both = Conversation.of(input);
        SshConversation whole = both.whole(Protocol.SSH).ssh();
        assertThat(Facts.of(both.split(Protocol.SSH).ssh())).isEqualTo(Facts.of(whole));
        if (whole != null) {
            assertThat(whole.detected()).isTrue();
            assertThat(whole.version()).matches("\\d+\\.\\d+");
            assertThat(whole.clientSoftware() + whole.serverSoftware()).matches("[!-~]*");
            assertThat(whole.hassh() + whole.hasshServer()).matches("([0-9a-f]{32})*");
        }
    }
}
