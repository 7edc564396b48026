package io.flowjay.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.corpus.Corpus;
import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.decode.PacketDecoder;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.protocol.stream.TcpStream;
import io.flowjay.settings.Settings;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every certificate of the corpus, as we read it and as the JDK does. */
class CertificateCorpusTest {
    /** The certificates of a direction whose first segment starts with a record. */
    private static final class Certificates implements StreamParser, HandshakeReader.Sink {
        final Map<String, byte[]> found = new LinkedHashMap<>();
        private final RecordReader records = new RecordReader(new HandshakeReader(this), () -> false);

        @Override
        public boolean accept(Payload run) {
            try {
                records.accept(run);
                return !records.ended();
            } catch (MalformedException e) {
                return false;
            }
        }

        @Override
        public boolean wants(int type) {
            return type == HandshakeType.CERTIFICATE;
        }

        @Override
        public void message(int type, ByteCursor body) throws MalformedException {
            ByteCursor list = body.vector24();
            while (list.hasRemaining()) {
                ByteCursor certificate = list.vector24();
                byte[] der = certificate.bytes(certificate.remaining());
                found.put(Digests.sha256(der), der);
            }
        }
    }

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void areReadAsTheJdkReadsThem() throws IOException, MalformedException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (Path capture : Corpus.captures("conformance")) {
            all.putAll(certificates(capture));
        }
        Map<String, Integer> refused = new TreeMap<>();
        int same = 0;
        for (Map.Entry<String, byte[]> entry : all.entrySet()) {
            Certificate own = Certificate.of(ByteCursor.of(entry.getValue()));
            assertThat(own.fingerprint()).isEqualTo(entry.getKey());
            try {
                JdkCertificates.assertSame(own, entry.getValue(), entry.getKey());
                same++;
            } catch (CertificateException e) {
                refused.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
            }
        }
        System.out.printf(
                "certificates as the JDK reads them: %d of %d, refused by it: %s%n", same, all.size(), refused);
        assertThat(same).isGreaterThan(100);
    }

    private static Map<String, byte[]> certificates(Path capture) throws IOException {
        Directions directions = new Directions();
        PacketDecoder decoder = new PacketDecoder(DecodeSettings.of(Settings.DEFAULT), directions);
        RawPacket raw = new RawPacket();
        try (CaptureReader reader = CaptureFile.open(capture)) {
            while (reader.next(raw)) {
                decoder.decode(raw);
            }
        }
        return directions.found;
    }

    /** Each direction of TCP between two ports, whatever the connection. */
    private static final class Directions implements PacketSink {
        final Map<String, byte[]> found = new LinkedHashMap<>();
        private final Map<List<Long>, TcpStream> streams = new HashMap<>();

        @Override
        public void decoded(DecodedPacket packet) {
            if (packet.protocol == IpProtocol.TCP && packet.hasTcpFlags) {
                List<Long> ends = List.of(
                        packet.sourceHigh,
                        packet.sourceLow,
                        packet.destinationHigh,
                        packet.destinationLow,
                        (long) packet.sourcePort << 16 | packet.destinationPort);
                streams.computeIfAbsent(ends, key -> new TcpStream(List.of(new Collecting(new Certificates(), found))))
                        .add(
                                packet.tcpFlags,
                                packet.tcp.sequence,
                                Payload.of(false, packet.data(), packet.contentAt(), packet.contentCaptured()));
            }
        }

        @Override
        public void ignored(Ignored reason) {}

        @Override
        public void further() {}

        @Override
        public void fragmentOverlap() {}
    }

    /** Passes on what was found so far, since a stream need not end. */
    private record Collecting(Certificates certificates, Map<String, byte[]> all) implements StreamParser {
        @Override
        public boolean accept(Payload run) {
            boolean more = certificates.accept(run);
            all.putAll(certificates.found);
            return more;
        }
    }
}
