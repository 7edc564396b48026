package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.testing.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a user starts it, with a list of bootstrap servers whose first host never answers. */
@Tag("kill")
@ExtendWith(TestBroker.class)
class DeadBootstrapHostTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aFirstBootstrapHostThatDoesNotAnswerCostsLessThanTwoSeconds(String delivery) throws Exception {
        try (SilentHost silent = new SilentHost()) {
            // The first run only warms the caches of the system.
            firstCapture("warm", delivery, TestBroker.brokers());
            Duration alone = best("alone", delivery, TestBroker.brokers());
            Duration second = best("second", delivery, silent.address() + "," + TestBroker.brokers());
            assertThat(silent.isSilent()).isTrue();
            assertThat(second.minus(alone))
                    .as("%s after a silent host, %s alone", second, alone)
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    /** The shorter time of two starts: other work on the machine only adds to it. */
    private Duration best(String name, String delivery, String brokers) throws Exception {
        Duration one = firstCapture(name + 1, delivery, brokers);
        Duration other = firstCapture(name + 2, delivery, brokers);
        return one.compareTo(other) < 0 ? one : other;
    }

    /** From the start of the program until its first capture is done. */
    private Duration firstCapture(String name, String delivery, String brokers) throws Exception {
        Path own = Files.createDirectory(directory.resolve(name));
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(own, TestBroker.brokers(), delivery, 30)) {
            inbox.drop(1);
            long start = System.nanoTime();
            inbox.startOn(brokers);
            inbox.awaitAllDone();
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /** An address whose kernel drops every attempt to connect without a word, as that of a dead host does. */
    private static final class SilentHost implements AutoCloseable {
        /** More than any kernel keeps for a backlog of 1. */
        private static final int MOST = 8;

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> queue = new ArrayList<>();

        SilentHost() throws IOException {
            // A full queue makes it so.
            int connected = 0;
            while (connected < MOST && connects()) {
                connected++;
            }
        }

        private boolean connects() throws IOException {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        boolean isSilent() throws IOException {
            return !connects();
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queue) {
                socket.close();
            }
            server.close();
        }
    }
}
