package io.flowjay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports point one way: backwards along the way of the data. */
@AnalyzeClasses(packages = "io.flowjay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule IMPORTS_POINT_BACKWARDS_ALONG_THE_WAY_OF_THE_DATA = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("wire")
            .definedBy("io.flowjay.wire..")
            .layer("capture")
            .definedBy("io.flowjay.capture..")
            .layer("packet")
            .definedBy("io.flowjay.packet..")
            .layer("protocol")
            .definedBy("io.flowjay.protocol..")
            .layer("flow")
            .definedBy("io.flowjay.flow..")
            .layer("graph")
            .definedBy("io.flowjay.graph..")
            .layer("feature")
            .definedBy("io.flowjay.feature..")
            .layer("record")
            .definedBy("io.flowjay.record..")
            .layer("metrics")
            .definedBy("io.flowjay.metrics..")
            .layer("kafka")
            .definedBy("io.flowjay.kafka..")
            .layer("delivery")
            .definedBy("io.flowjay.delivery..")
            .layer("camel")
            .definedBy("io.flowjay.camel..")
            .layer("cli")
            .definedBy("io.flowjay.cli..")
            .whereLayer("wire")
            .mayNotAccessAnyLayer()
            .whereLayer("capture")
            .mayOnlyAccessLayers("wire")
            .whereLayer("packet")
            .mayOnlyAccessLayers("wire", "capture")
            .whereLayer("protocol")
            .mayOnlyAccessLayers("wire", "packet")
            .whereLayer("flow")
            .mayOnlyAccessLayers("wire", "capture", "packet", "protocol")
            .whereLayer("graph")
            .mayOnlyAccessLayers("packet", "flow")
            .whereLayer("feature")
            .mayOnlyAccessLayers("wire", "packet", "protocol", "flow", "graph")
            .whereLayer("record")
            .mayOnlyAccessLayers("wire", "capture", "packet", "protocol", "flow", "graph", "feature")
            .whereLayer("kafka")
            .mayNotAccessAnyLayer()
            .whereLayer("metrics")
            .mayOnlyAccessLayers("packet", "flow")
            .whereLayer("delivery")
            .mayOnlyAccessLayers("kafka")
            .whereLayer("camel")
            .mayOnlyAccessLayers("capture", "packet", "flow", "feature", "record", "metrics", "kafka", "delivery")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule EXTRACTION_KNOWS_NEITHER_CAMEL_NOR_KAFKA = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.flowjay.wire..",
                    "io.flowjay.capture..",
                    "io.flowjay.packet..",
                    "io.flowjay.protocol..",
                    "io.flowjay.flow..",
                    "io.flowjay.graph..",
                    "io.flowjay.feature..",
                    "io.flowjay.record..",
                    "io.flowjay.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.kafka..", "picocli..");

    @ArchTest
    static final ArchRule THE_KAFKA_WRITER_NEEDS_NO_CAMEL = noClasses()
            .that()
            .resideInAnyPackage("io.flowjay.kafka..", "io.flowjay.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "picocli..", "kafka..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_HOLDS_A_BROKER = noClasses()
            .that()
            .resideOutsideOfPackage("io.flowjay.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "picocli..", "org.apache.camel.main..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.flowjay.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ROOMS_OF_PACKET_HAVE_NO_CYCLES =
            slices().matching("io.flowjay.packet.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ROOMS_OF_PACKET_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("packet")
            .definedBy("io.flowjay.packet")
            .layer("frame")
            .definedBy("io.flowjay.packet.frame")
            .layer("fragment")
            .definedBy("io.flowjay.packet.fragment")
            .layer("ip")
            .definedBy("io.flowjay.packet.ip")
            .layer("link")
            .definedBy("io.flowjay.packet.link")
            .layer("tag")
            .definedBy("io.flowjay.packet.tag")
            .layer("tunnel")
            .definedBy("io.flowjay.packet.tunnel")
            .layer("decode")
            .definedBy("io.flowjay.packet.decode")
            .whereLayer("packet")
            .mayNotAccessAnyLayer()
            .whereLayer("frame")
            .mayOnlyAccessLayers("packet")
            .whereLayer("fragment")
            .mayOnlyAccessLayers("packet", "frame")
            .whereLayer("ip")
            .mayOnlyAccessLayers("packet", "frame", "fragment")
            .whereLayer("link")
            .mayOnlyAccessLayers("packet", "frame")
            .whereLayer("tag")
            .mayOnlyAccessLayers("packet", "frame")
            .whereLayer("tunnel")
            .mayOnlyAccessLayers("packet", "frame")
            .whereLayer("decode")
            .mayNotBeAccessedByAnyLayer();
}
