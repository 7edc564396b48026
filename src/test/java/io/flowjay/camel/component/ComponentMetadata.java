package io.flowjay.camel.component;

import io.flowjay.settings.Scope;
import io.flowjay.settings.Section;
import io.flowjay.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.apache.camel.tooling.model.SupportLevel;

/** What tools know of the component, from the catalogue of settings. */
final class ComponentMetadata {
    private ComponentMetadata() {}

    /** {@code flowjay.json}. */
    static String json(String version) {
        ComponentModel model = new ComponentModel();
        model.setScheme(FlowjayUriFactory.SCHEME);
        model.setName(FlowjayUriFactory.SCHEME);
        model.setTitle("FlowJay");
        model.setDescription("Turn packet captures and live traffic into flow features.");
        model.setFirstVersion("0.1.0");
        model.setLabel("transformation,monitoring");
        model.setJavaType(FlowjayComponent.class.getName());
        model.setSupportLevel(SupportLevel.Preview);
        model.setGroupId("io.flowjay");
        model.setArtifactId("flowjay");
        model.setVersion(version);
        model.setSyntax(FlowjayUriFactory.SYNTAX);
        model.setExtendsScheme("");
        EndpointOptionModel operation = option(
                "path",
                FlowjayUriFactory.OPERATION,
                "enum",
                "",
                "features: the capture in the body becomes its flow records."
                        + " live: a record for each flow that ends on a network interface.");
        operation.setRequired(true);
        operation.setEnums(Stream.of(Operation.values()).map(Operation::text).toList());
        model.addEndpointOption(operation);
        model.addEndpointOption(option(
                "path",
                FlowjayUriFactory.NETWORK_INTERFACE,
                "string",
                "consumer",
                "Interface to capture from, such as eth0."));
        Operation.LIVE.settings().forEach(setting -> model.addEndpointOption(option(setting)));
        model.addEndpointOption(withDefault(
                option(
                        "parameter",
                        FlowjayComponent.CLOSE_WITH_EXCHANGE,
                        "boolean",
                        "producer (advanced)",
                        "Closes the capture at the latest when the exchange is done. Set false where the exchange is done before the"
                                + " records are used, as in a Kamelet."),
                "true"));
        camelsOwn().forEach(model::addEndpointOption);
        return JsonMapper.createParameterJsonSchema(model) + '\n';
    }

    private static EndpointOptionModel option(Setting<?> setting) {
        EndpointOptionModel option =
                option("parameter", setting.endpointOption(), type(setting), label(setting), setting.description());
        option.setSecret(setting.isSecret());
        option.setJavaType(setting.type().javaType().getName());
        if (option.getType().equals("enum")) {
            option.setEnums(setting.type().choices());
        }
        return withDefault(option, setting.defaultText());
    }

    private static String label(Setting<?> setting) {
        if (setting.scope() == Scope.LIVE) {
            return "consumer";
        }
        return setting.section() == Section.FEATURES
                ? ""
                : setting.section().name().toLowerCase(Locale.ROOT);
    }

    /** Camel's own check of durations refuses 500ms, and its types know no sizes: both are texts to it. */
    private static String type(Setting<?> setting) {
        Class<?> type = setting.type().javaType();
        if (type == Boolean.class) {
            return "boolean";
        }
        if (type == Integer.class) {
            return "integer";
        }
        if (type == Double.class) {
            return "number";
        }
        return setting.type().choices().isEmpty() ? "string" : "enum";
    }

    private static List<EndpointOptionModel> camelsOwn() {
        List<EndpointOptionModel> options = new ArrayList<>();
        options.add(withDefault(
                option(
                        "parameter",
                        "bridgeErrorHandler",
                        "boolean",
                        "consumer (advanced)",
                        "Sends errors of the consumer to the route's error handler."),
                "false"));
        options.add(option(
                "parameter", "exceptionHandler", "object", "consumer (advanced)", "Handles errors of the consumer."));
        options.add(
                option("parameter", "exchangePattern", "object", "consumer (advanced)", "Pattern of the exchanges."));
        options.add(withDefault(
                option(
                        "parameter",
                        "lazyStartProducer",
                        "boolean",
                        "producer (advanced)",
                        "Starts the producer with the first message."),
                "false"));
        return options;
    }

    private static EndpointOptionModel option(String kind, String name, String type, String label, String description) {
        EndpointOptionModel option = new EndpointOptionModel();
        option.setKind(kind);
        option.setName(name);
        String words = name.replaceAll("([A-Z])", " $1");
        option.setDisplayName(Character.toUpperCase(words.charAt(0)) + words.substring(1));
        option.setLabel(label.replace(" (advanced)", ",advanced"));
        option.setGroup(label.isEmpty() ? "common" : label);
        option.setType(type);
        option.setJavaType("java.lang." + (type.equals("boolean") ? "Boolean" : "String"));
        option.setDescription(description);
        return option;
    }

    private static EndpointOptionModel withDefault(EndpointOptionModel option, String value) {
        if (!value.isEmpty()) {
            option.setDefaultValue(value);
        }
        return option;
    }
}
