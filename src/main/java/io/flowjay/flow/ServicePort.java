package io.flowjay.flow;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Service name and class of a port: the ranges of RFC 6335 section 6, and names for the services that are met most. */
public final class ServicePort {
    private static final int FIRST_REGISTERED = 1024;
    private static final int FIRST_DYNAMIC = 49_152;
    /** Linux gives clients ports from here on (net.ipv4.ip_local_port_range). */
    private static final int FIRST_OF_CLIENTS = 32_768;

    private static final Map<Integer, String> SERVICES = Map.ofEntries(
            Map.entry(20, "ftp-data"),
            Map.entry(21, "ftp"),
            Map.entry(22, "ssh"),
            Map.entry(23, "telnet"),
            Map.entry(25, "smtp"),
            Map.entry(53, "dns"),
            Map.entry(67, "dhcp"),
            Map.entry(68, "dhcp"),
            Map.entry(69, "tftp"),
            Map.entry(80, "http"),
            Map.entry(110, "pop3"),
            Map.entry(119, "nntp"),
            Map.entry(123, "ntp"),
            Map.entry(143, "imap"),
            Map.entry(161, "snmp"),
            Map.entry(162, "snmp-trap"),
            Map.entry(443, "https"),
            Map.entry(445, "smb"),
            Map.entry(465, "smtps"),
            Map.entry(514, "syslog"),
            Map.entry(587, "smtp-submission"),
            Map.entry(636, "ldaps"),
            Map.entry(853, "dns-over-tls"),
            Map.entry(993, "imaps"),
            Map.entry(995, "pop3s"),
            Map.entry(1_080, "socks"),
            Map.entry(1_194, "openvpn"),
            Map.entry(1_433, "mssql"),
            Map.entry(1_521, "oracle"),
            Map.entry(1_723, "pptp"),
            Map.entry(3_306, "mysql"),
            Map.entry(3_389, "rdp"),
            Map.entry(5_060, "sip"),
            Map.entry(5_061, "sips"),
            Map.entry(5_222, "xmpp"),
            Map.entry(5_432, "postgresql"),
            Map.entry(5_900, "vnc"),
            Map.entry(6_379, "redis"),
            Map.entry(6_667, "irc"),
            Map.entry(8_080, "http-alt"),
            Map.entry(8_443, "https-alt"),
            Map.entry(8_888, "http-alt"),
            Map.entry(9_000, "php-fpm"),
            Map.entry(9_200, "elasticsearch"),
            Map.entry(27_017, "mongodb"));

    /** Registered ports of well-known services among those that Linux gives clients (IANA's list of service names and ports). */
    private static final Set<Integer> SERVICES_AMONG_CLIENTS = Set.of(
            33_060, // mysqlx
            34_962, // profinet-rt
            34_963, // profinet-rtm
            34_964, // profinet-cm
            34_980, // ethercat
            36_412, // s1-control
            36_422, // x2-control
            38_412, // ng-control
            38_422, // xn-control
            38_462, // e1-interface
            38_472, // f1-control
            41_794, // crestron-cip
            41_795, // crestron-ctp
            44_818, // EtherNet-IP-2
            47_001, // winrm
            47_808, // bacnet
            48_049); // 3gpp-cbsp

    /** {@link #rank} of each port. */
    private static final byte[] RANKS = ranks();

    private ServicePort() {}

    private static byte[] ranks() {
        byte[] ranks = new byte[1 << Character.SIZE];
        Arrays.fill(ranks, FIRST_REGISTERED, FIRST_OF_CLIENTS, (byte) 1);
        SERVICES_AMONG_CLIENTS.forEach(port -> ranks[port] = 1);
        SERVICES.keySet().forEach(port -> ranks[port] = 2);
        Arrays.fill(ranks, 0, FIRST_REGISTERED, (byte) 3);
        return ranks;
    }

    /** The port's service, or the name of its range. */
    public static String name(int port) {
        String service = SERVICES.get(port);
        if (service != null) {
            return service;
        }
        return port < FIRST_REGISTERED ? "system" : port < FIRST_DYNAMIC ? "registered" : "dynamic";
    }

    /** The port's range: 1 system, 2 registered, 3 dynamic. */
    public static int number(int port) {
        return port < FIRST_REGISTERED ? 1 : port < FIRST_DYNAMIC ? 2 : 3;
    }

    /**
     * How likely a service listens on a port: 3 for system ports, 2 for registered ports of the services that have a name here, 1 for
     * other registered ports, 0 for dynamic ports and for registered ones that Linux gives clients and that belong to no known service.
     */
    static int rank(int port) {
        return RANKS[port];
    }
}
