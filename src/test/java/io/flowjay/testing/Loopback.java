package io.flowjay.testing;

import io.flowjay.capture.LiveCapture;
import io.flowjay.capture.LiveSettings;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;

/** Traffic on the loopback interface, and whether this machine lets us capture it. */
public final class Loopback implements AutoCloseable {
    /** The interface; other systems than Linux call it otherwise, and their tests are skipped. */
    public static final String NAME = "lo";

    private static volatile String refusal;

    private final DatagramSocket receiver;
    private final DatagramSocket sender;

    private Loopback(DatagramSocket receiver, DatagramSocket sender) {
        this.receiver = receiver;
        this.sender = sender;
    }

    /** Two sockets on ports of their own; skips the test, with the reason, where nothing can be captured. */
    public static Loopback open() throws IOException {
        assumeCapture();
        InetAddress local = InetAddress.getLoopbackAddress();
        DatagramSocket receiver = new DatagramSocket(0, local);
        return new Loopback(receiver, new DatagramSocket(0, local));
    }

    /** Settings with this interface. */
    public static Settings.Builder settings() {
        return Settings.builder().set(SettingCatalog.LIVE_INTERFACE, NAME);
    }

    /** Skips the test, with the reason, where nothing can be captured. */
    public static void assumeCapture() {
        if (refusal == null) {
            refusal = refusal();
            if (!refusal.isEmpty()) {
                System.err.println("Live capture is not tested: " + refusal);
            }
        }
        Assumptions.assumeTrue(refusal.isEmpty(), () -> "live capture is not possible here: " + refusal);
    }

    private static String refusal() {
        try {
            LiveCapture.open(LiveSettings.of(settings().build()), () -> true).close();
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A filter for the packets between the two sockets. */
    public String filter() {
        return "udp src port " + sender.getLocalPort() + " and dst port " + receiver.getLocalPort();
    }

    /** Port that packets go to. */
    public int port() {
        return receiver.getLocalPort();
    }

    /** Sends a datagram. */
    public void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sender.send(new DatagramPacket(bytes, bytes.length, receiver.getLocalSocketAddress()));
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
