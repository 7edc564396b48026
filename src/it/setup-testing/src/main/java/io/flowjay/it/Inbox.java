package io.flowjay.it;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A directory that a route watches. */
public final class Inbox {
    /** Flows of the sample capture that rides in FlowJay's jar. */
    public static final int FLOWS = 38;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int UDP_PACKET = 28;
    private static final int RAW_IP = 101;
    private static final String SAMPLE = "/io/flowjay/sample/sample.pcapng";

    private Inbox() {}

    /** Puts the sample capture into a directory, in one step. */
    public static Path drop(Path directory, String name) throws IOException {
        Path partial = Files.createDirectories(directory).resolve("." + name + ".partial");
        try (InputStream in = Inbox.class.getResourceAsStream(SAMPLE)) {
            if (in == null) {
                throw new FileNotFoundException(SAMPLE);
            }
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(partial, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts a capture into a directory, in one step: UDP packets from one host to another, each of a flow of its own. */
    public static void dropFlows(Path directory, String name, int flows) throws IOException {
        ByteBuffer capture = ByteBuffer.allocate(24 + flows * (16 + UDP_PACKET)).order(ByteOrder.LITTLE_ENDIAN);
        capture.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65_535).putInt(RAW_IP);
        for (int i = 0; i < flows; i++) {
            capture.putInt(1_700_000_000).putInt(i).putInt(UDP_PACKET).putInt(UDP_PACKET);
            capture.order(ByteOrder.BIG_ENDIAN);
            capture.putShort((short) 0x4500).putShort((short) UDP_PACKET).putInt(0).putInt(0x40_11_00_00);
            capture.putInt(0x0a000001).putInt(0x0a000002);
            capture.putShort((short) (1024 + i % 60_000)).putShort((short) (1024 + i / 60_000));
            capture.putShort((short) 8).putShort((short) 0);
            capture.order(ByteOrder.LITTLE_ENDIAN);
        }
        Path partial = Files.createDirectories(directory).resolve("." + name + ".partial");
        Files.write(partial, capture.array());
        Files.move(partial, directory.resolve(name));
    }

    /** Waits until a file is there. */
    public static void await(Path file) {
        Awaitility.await(file.toString()).atMost(LIMIT).until(() -> Files.exists(file));
    }
}
