package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The component {@code flowjay} in Camel's catalogue. */
class CatalogTest {
    private final CamelCatalog catalog = new DefaultCamelCatalog();

    @BeforeEach
    void addComponent() {
        catalog.addComponent("flowjay", "io.flowjay.camel.component.FlowjayComponent");
    }

    @Test
    void theCatalogueIsThatOfTheNewestLine() {
        assertThat(catalog.getCatalogVersion()).isEqualTo(System.getProperty("catalog.version"));
    }

    @Test
    void theComponentIsListedAndDescribed() {
        assertThat(catalog.findComponentNames()).contains("flowjay");
        assertThat(catalog.componentJSonSchema("flowjay")).contains("\"idleTimeout\"", "\"snapshotLength\"", "\"closeWithExchange\"");
        assertThat(catalog.listComponentsAsJson()).contains("\"flowjay\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flowjay:features",
                "flowjay:features?groups=tls,timing&idleTimeout=30s",
                "flowjay:features?burstThreshold=500ms&maxFragmentMemory=16MiB&decapsulate=false",
                "flowjay:live/eth0?filter=tcp&snapshotLength=128",
                "flowjay:features?idleTimeout={{idle}}"
            })
    void anEndpointWithRightOptionsIsValid(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "flowjay:features?idleTimout=30s, idleTimout",
        "flowjay:live/eth0?filtr=tcp, filtr",
        "flowjay:features?maxOpenFlows=many, maxOpenFlows",
        "flowjay:features?finRstMode=sometimes, finRstMode",
        "flowjay:features?decapsulate=maybe, decapsulate",
        "flowjay:banana, operation"
    })
    void anEndpointWithAWrongOptionIsRefusedByName(String uri, String option) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.summaryErrorMessage(true)).contains(option);
    }
}
