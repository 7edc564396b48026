package io.flowjay.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a registry answered.
 *
 * @param status of HTTP
 * @param json the body; missing if it is not JSON
 */
record RegistryAnswer(int status, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    /** The registry's own codes for what is not found begin with its status, such as 40401 (subject) and 40403 (schema). */
    private static final int OWN_CODES = 100;

    private static final int FEW = 3;
    /** What to do about a subject that does not take the schema. */
    static final String INCOMPATIBLE = "use another topic, or change the subject's compatibility";

    static RegistryAnswer of(int status, String body) {
        try {
            return new RegistryAnswer(status, JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return new RegistryAnswer(status, MissingNode.getInstance());
        }
    }

    boolean isOk() {
        return status == 200;
    }

    /** Whether a registry says that it does not have the subject or the schema; another server has no code of its own. */
    boolean lacksIt() {
        return status == NOT_FOUND && json.path("error_code").asInt() / OWN_CODES == NOT_FOUND;
    }

    /** What the registry says in its own words; empty if nothing. */
    String message() {
        return inOneLine(json.path("message").asText(""));
    }

    /** What the registry says about an incompatible schema, the first few of it in its own words; empty if nothing. */
    String messages() {
        List<String> said = new ArrayList<>();
        json.path("messages").forEach(message -> said.add(inOneLine(message.asText(""))));
        return said.stream().limit(FEW).collect(Collectors.joining(", "));
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    /** What to do about a failure. */
    String advice() {
        if (lacksIt()) {
            return "the registry does not have it, perhaps not any more";
        }
        return switch (status) {
            case 401 -> "set flowjay.schema-registry-user and -password, or -token";
            case 403 ->
                "give this user the right to read and register schemas, or register the schema and set"
                        + " flowjay.schema-registry-auto-register=false";
            case 404 -> "check the URL and its path; Apicurio's is /apis/ccompat/v7";
            case 409 -> "the subject has an incompatible schema: " + INCOMPATIBLE;
            case 422 -> "the registry does not take the schema";
            default -> status >= 500 ? "look into the registry's log" : "check that the URL is a schema registry's";
        };
    }
}
