package io.flowjay.cli.observe;

/**
 * What the server needs to know.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any that is free
 * @param topic topic of the records
 * @param brokers where that topic is
 * @param inbox directory of the captures
 * @param include regular expression of their names
 * @param uploads whether captures are taken over HTTP
 * @param maxUploadBytes the largest of them
 */
public record ServerSettings(
        String host,
        int port,
        String topic,
        String brokers,
        String inbox,
        String include,
        boolean uploads,
        long maxUploadBytes) {}
