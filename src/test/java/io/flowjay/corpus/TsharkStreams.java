package io.flowjay.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the installed tshark says of the windows and round-trip times of a capture's TCP streams. */
final class TsharkStreams {
    private static final List<String> FIELDS = List.of(
            "tcp.stream",
            "ip.src",
            "ipv6.src",
            "tcp.srcport",
            "ip.dst",
            "ipv6.dst",
            "tcp.dstport",
            "frame.number",
            "tcp.len",
            "tcp.flags.reset",
            "tcp.window_size_value",
            "tcp.window_size",
            "tcp.analysis.window_update",
            "tcp.analysis.initial_rtt",
            "tcp.analysis.acks_frame",
            "tcp.analysis.ack_rtt");

    /** Windows of one direction, RST segments left out. */
    static final class Windows {
        int min = Integer.MAX_VALUE;
        int max;
        long scaledMax;
    }

    /** One stream. */
    static final class Stream {
        final String sender;
        final String key;
        final Map<String, Windows> windows = new HashMap<>();
        double handshake;
        int windowUpdates;
        final List<Double> ackRtt = new ArrayList<>();
        private final Set<String> dataFrames = new HashSet<>();

        Stream(String sender, String receiver) {
            this.sender = sender;
            key = key(sender, receiver);
        }

        private void add(Map<String, String> frame, String from) {
            if (!frame.get("tcp.len").equals("0")) {
                dataFrames.add(frame.get("frame.number"));
            }
            if (!frame.get("tcp.window_size_value").isEmpty() && !isTrue(frame.get("tcp.flags.reset"))) {
                Windows seen = windows.computeIfAbsent(from, side -> new Windows());
                int window = Integer.parseInt(frame.get("tcp.window_size_value"));
                seen.min = Math.min(seen.min, window);
                seen.max = Math.max(seen.max, window);
                seen.scaledMax = Math.max(seen.scaledMax, Long.parseLong(frame.get("tcp.window_size")));
            }
            if (!frame.get("tcp.analysis.initial_rtt").isEmpty()) {
                handshake = Double.parseDouble(frame.get("tcp.analysis.initial_rtt"));
            }
            if (!frame.get("tcp.analysis.window_update").isEmpty()) {
                windowUpdates++;
            }
            if (dataFrames.contains(frame.get("tcp.analysis.acks_frame"))
                    && !frame.get("tcp.analysis.ack_rtt").isEmpty()) {
                ackRtt.add(Double.parseDouble(frame.get("tcp.analysis.ack_rtt")));
            }
        }

        private static boolean isTrue(String flag) {
            return flag.equals("1") || flag.equals("True");
        }
    }

    private TsharkStreams() {}

    static boolean isInstalled() {
        try {
            Process process = new ProcessBuilder("tshark", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The streams of a capture whose ports no other stream of it has, by their key. */
    static Map<String, Stream> of(Path capture) {
        Map<String, Stream> byNumber = new TreeMap<>();
        for (Map<String, String> frame : frames(capture)) {
            String from = frame.get("ip.src") + frame.get("ipv6.src") + ' ' + frame.get("tcp.srcport");
            String to = frame.get("ip.dst") + frame.get("ipv6.dst") + ' ' + frame.get("tcp.dstport");
            byNumber.computeIfAbsent(frame.get("tcp.stream"), number -> new Stream(from, to))
                    .add(frame, from);
        }
        Map<String, Stream> streams = new HashMap<>();
        Set<String> several = new HashSet<>();
        byNumber.values().forEach(stream -> {
            if (streams.put(stream.key, stream) != null) {
                several.add(stream.key);
            }
        });
        streams.keySet().removeAll(several);
        return streams;
    }

    static String key(String a, String b) {
        return a.compareTo(b) < 0 ? a + " - " + b : b + " - " + a;
    }

    private static List<Map<String, String>> frames(Path capture) {
        List<String> command = new ArrayList<>(
                List.of("tshark", "-n", "-r", capture.toString(), "-Y", "tcp", "-T", "fields", "-E", "occurrence=f"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var reader = process.inputReader()) {
                return reader.lines().map(TsharkStreams::frame).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> frame(String line) {
        String[] values = line.split("\t", -1);
        Map<String, String> frame = new HashMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            frame.put(FIELDS.get(i), values[i]);
        }
        return frame;
    }
}
