package io.flowjay.cli.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The ports of a broker on the loopback interface.
 *
 * @param clients where clients connect
 * @param controller where the node's broker half reaches its controller half
 */
record BrokerPorts(int clients, int controller) {
    static final String LOOPBACK = "127.0.0.1";

    private static final byte[] ADDRESS = {127, 0, 0, 1};

    /** The wanted port and a free one; two free ones when the wanted one is taken or 0. */
    static BrokerPorts choose(int wanted) throws IOException {
        // Both are held at the same time, so that they differ.
        try (ServerSocket clients = bind(wanted);
                ServerSocket controller = bind(0)) {
            return new BrokerPorts(clients.getLocalPort(), controller.getLocalPort());
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getByAddress(ADDRESS));
        } catch (BindException e) {
            return new ServerSocket(0, 1, InetAddress.getByAddress(ADDRESS));
        }
    }
}
