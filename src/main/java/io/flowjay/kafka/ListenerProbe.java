package io.flowjay.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a Kafka listener speaks, found with plain sockets: a client of Kafka only says that it timed out. Sends ApiVersions and
 * SaslHandshake, in versions that every broker since 1.0 takes
 * (<a href="https://kafka.apache.org/protocol#protocol_messages">Kafka protocol guide</a>).
 *
 * @param tls whether it speaks TLS
 * @param sasl the SASL mechanisms that it offers; empty if it takes requests without SASL, null if that is not known
 */
record ListenerProbe(boolean tls, @Nullable List<String> sasl) {
    private static final short API_VERSIONS = 18;
    private static final short SASL_HANDSHAKE = 17;
    private static final short ILLEGAL_SASL_STATE = 34;
    private static final int CORRELATION = 0x464a;
    private static final int MAX_ANSWER = 1 << 20;
    /** A mechanism that no listener offers, so that it answers with those that it does. */
    private static final String NO_MECHANISM = "FLOWJAY-PROBE";

    /**
     * Asks a listener.
     *
     * @return null if it is not a listener of Kafka, or does not say
     */
    static @Nullable ListenerProbe of(InetSocketAddress address, Duration limit) {
        int millis = (int) limit.toMillis();
        try (Socket socket = connect(address, millis)) {
            return new ListenerProbe(false, ask(socket));
        } catch (IOException e) {
            // It may speak TLS.
        }
        try (Socket socket = connect(address, millis);
                SSLSocket secure = secure(socket, address)) {
            secure.startHandshake();
            return new ListenerProbe(true, askSecurely(secure));
        } catch (SSLHandshakeException e) {
            // An alert is an answer in TLS too; a listener without TLS just closes the connection.
            return e.getCause() instanceof EOFException ? null : new ListenerProbe(true, null);
        } catch (IOException | GeneralSecurityException e) {
            return null;
        }
    }

    private static @Nullable List<String> askSecurely(SSLSocket socket) {
        try {
            return ask(socket);
        } catch (IOException e) {
            // It may want a certificate of the client.
            return null;
        }
    }

    private static Socket connect(InetSocketAddress address, int millis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket secure(Socket socket, InetSocketAddress address)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        return (SSLSocket)
                context.getSocketFactory().createSocket(socket, address.getHostString(), address.getPort(), true);
    }

    private static List<String> ask(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        request(out, API_VERSIONS, (short) 0, null);
        answer(in);
        request(out, SASL_HANDSHAKE, (short) 1, NO_MECHANISM);
        DataInputStream handshake = answer(in);
        if (handshake.readShort() == ILLEGAL_SASL_STATE) {
            return List.of();
        }
        List<String> mechanisms = new ArrayList<>();
        for (int rest = handshake.readInt(); rest > 0; rest--) {
            mechanisms.add(new String(handshake.readNBytes(handshake.readUnsignedShort()), StandardCharsets.UTF_8));
        }
        return mechanisms;
    }

    private static void request(DataOutputStream out, short key, short version, @Nullable String body)
            throws IOException {
        byte[] client = "flowjay".getBytes(StandardCharsets.UTF_8);
        byte[] text = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        int bodyLength = body == null ? 0 : Short.BYTES + text.length;
        out.writeInt(2 * Short.BYTES + Integer.BYTES + Short.BYTES + client.length + bodyLength);
        out.writeShort(key);
        out.writeShort(version);
        out.writeInt(CORRELATION);
        out.writeShort(client.length);
        out.write(client);
        if (body != null) {
            out.writeShort(text.length);
            out.write(text);
        }
        out.flush();
    }

    /** The body of an answer. */
    private static DataInputStream answer(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < Integer.BYTES || length > MAX_ANSWER) {
            throw new IOException("not an answer of Kafka");
        }
        byte[] answer = new byte[length];
        in.readFully(answer);
        DataInputStream body = new DataInputStream(new java.io.ByteArrayInputStream(answer));
        if (body.readInt() != CORRELATION) {
            throw new IOException("not an answer of Kafka");
        }
        return body;
    }

    /** Nothing secret is sent, so it does not matter who answers; Kafka's own client checks that afterwards. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // It is not a server.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // See above.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
