package io.flowjay.feature.heuristic.application;

import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.RuleTransport;
import io.flowjay.feature.heuristic.rule.Rules;
import java.util.List;

/**
 * What is known of servers and ports.
 *
 * @param source where the facts are from
 * @param date when they were written down, YYYY-MM-DD
 * @param servers names of services
 * @param ports ports of protocols
 */
public record ApplicationRules(String source, String date, List<Server> servers, List<Port> ports) {
    public ApplicationRules {
        Rules.text("source", source);
        Rules.date(date);
        servers = List.copyOf(servers);
        ports = List.copyOf(ports);
    }

    /**
     * A service.
     *
     * @param application its name
     * @param names host names in lower case; each also stands for the names below it
     */
    record Server(String application, List<String> names) {
        Server {
            Rules.text("application", application);
            names = List.copyOf(names);
            names.forEach(Rules::hostName);
        }
    }

    /**
     * A port.
     *
     * @param transport TCP or UDP
     * @param port its number
     * @param application the protocol that usually has it
     */
    record Port(RuleTransport transport, int port, String application) {
        Port {
            Rules.range("port", port, 1, Ports.MOST);
            Rules.text("application", application);
        }
    }
}
