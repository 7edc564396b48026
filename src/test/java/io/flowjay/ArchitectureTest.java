package io.flowjay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Imports point one way: backwards along the way of the data. */
@AnalyzeClasses(packages = "io.flowjay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule IMPORTS_POINT_BACKWARDS_ALONG_THE_WAY_OF_THE_DATA = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("names")
            .definedBy("io.flowjay.names..")
            .layer("settings")
            .definedBy("io.flowjay.settings..")
            .layer("json")
            .definedBy("io.flowjay.json..")
            .layer("wire")
            .definedBy("io.flowjay.wire..")
            .layer("spill")
            .definedBy("io.flowjay.spill..")
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
            .layer("registry")
            .definedBy("io.flowjay.registry..")
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
            .whereLayer("names")
            .mayNotAccessAnyLayer()
            .whereLayer("settings")
            .mayOnlyAccessLayers("names")
            .whereLayer("json")
            .mayNotAccessAnyLayer()
            .whereLayer("wire")
            .mayNotAccessAnyLayer()
            .whereLayer("spill")
            .mayNotAccessAnyLayer()
            .whereLayer("capture")
            .mayOnlyAccessLayers("settings", "wire")
            .whereLayer("packet")
            .mayOnlyAccessLayers("settings", "wire", "capture")
            .whereLayer("protocol")
            .mayOnlyAccessLayers("wire", "packet")
            .whereLayer("flow")
            .mayOnlyAccessLayers("settings", "wire", "spill", "capture", "packet", "protocol")
            .whereLayer("graph")
            .mayOnlyAccessLayers("settings", "packet", "flow")
            .whereLayer("feature")
            .mayOnlyAccessLayers("names", "settings", "wire", "spill", "packet", "protocol", "flow", "graph")
            .whereLayer("record")
            .mayOnlyAccessLayers(
                    "names", "settings", "json", "wire", "capture", "packet", "protocol", "flow", "graph", "feature")
            .whereLayer("registry")
            .mayOnlyAccessLayers("settings")
            .whereLayer("kafka")
            .mayOnlyAccessLayers("settings", "json", "record", "registry")
            .whereLayer("metrics")
            .mayOnlyAccessLayers("packet", "protocol", "flow")
            .whereLayer("delivery")
            .mayOnlyAccessLayers("settings", "capture", "record", "registry", "kafka")
            .whereLayer("camel")
            .mayOnlyAccessLayers(
                    "names",
                    "json",
                    "settings",
                    "spill",
                    "capture",
                    "packet",
                    "flow",
                    "feature",
                    "record",
                    "registry",
                    "metrics",
                    "kafka",
                    "delivery")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule ROOMS_OF_RECORD_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("format")
            .definedBy("io.flowjay.record.format")
            .layer("formats")
            .definedBy("io.flowjay.record.json", "io.flowjay.record.csv", "io.flowjay.record.avro")
            .layer("sink")
            .definedBy("io.flowjay.record.sink")
            .layer("record")
            .definedBy("io.flowjay.record")
            .layer("schema")
            .definedBy("io.flowjay.record.schema")
            .layer("parquet")
            .definedBy("io.flowjay.record.parquet")
            .layer("parquet encoding")
            .definedBy("io.flowjay.record.parquet.encoding")
            .whereLayer("format")
            .mayNotAccessAnyLayer()
            .whereLayer("formats")
            .mayOnlyAccessLayers("format")
            .whereLayer("sink")
            .mayOnlyAccessLayers("format")
            .whereLayer("record")
            .mayOnlyAccessLayers("format", "formats", "sink")
            .whereLayer("schema")
            .mayOnlyAccessLayers("record", "formats")
            .whereLayer("parquet")
            .mayOnlyAccessLayers("format", "sink", "record", "parquet encoding")
            .whereLayer("parquet encoding")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule EXTRACTION_KNOWS_NEITHER_CAMEL_NOR_KAFKA = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.flowjay.names..",
                    "io.flowjay.settings..",
                    "io.flowjay.json..",
                    "io.flowjay.wire..",
                    "io.flowjay.spill..",
                    "io.flowjay.capture..",
                    "io.flowjay.packet..",
                    "io.flowjay.protocol..",
                    "io.flowjay.flow..",
                    "io.flowjay.graph..",
                    "io.flowjay.feature..",
                    "io.flowjay.record..",
                    "io.flowjay.registry..",
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
    static final ArchRule ROOMS_OF_FEATURES_HAVE_ONE_ORDER = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("heuristic.rule")
            .definedBy("io.flowjay.feature.heuristic.rule")
            .layer("heuristic.vpn")
            .definedBy("io.flowjay.feature.heuristic.vpn")
            .layer("heuristic.application")
            .definedBy("io.flowjay.feature.heuristic.application")
            .layer("heuristic")
            .definedBy("io.flowjay.feature.heuristic")
            .layer("series")
            .definedBy("io.flowjay.feature.series")
            .layer("tcp")
            .definedBy("io.flowjay.feature.tcp")
            .layer("feature")
            .definedBy("io.flowjay.feature")
            .layer("group")
            .definedBy("io.flowjay.feature.group..")
            .layer("catalog")
            .definedBy("io.flowjay.feature.catalog")
            .whereLayer("heuristic.rule")
            .mayNotAccessAnyLayer()
            .whereLayer("heuristic.vpn")
            .mayOnlyAccessLayers("heuristic.rule")
            .whereLayer("heuristic.application")
            .mayOnlyAccessLayers("heuristic.rule")
            .whereLayer("heuristic")
            .mayOnlyAccessLayers("heuristic.rule", "heuristic.vpn", "heuristic.application")
            .whereLayer("series")
            .mayNotAccessAnyLayer()
            .whereLayer("tcp")
            .mayNotAccessAnyLayer()
            .whereLayer("feature")
            .mayOnlyAccessLayers("heuristic", "series", "tcp")
            .whereLayer("group")
            .mayOnlyAccessLayers(
                    "heuristic.rule", "heuristic.vpn", "heuristic.application", "heuristic", "series", "tcp", "feature")
            .whereLayer("catalog")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule FEATURE_GROUPS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.flowjay.feature.group.(*)..").should().notDependOnEachOther();

    /** Also rooms that the order above does not name yet. */
    @ArchTest
    static final ArchRule ROOMS_OF_FEATURES_HAVE_NO_CYCLES =
            slices().assignedFrom(packagesUnder("io.flowjay.feature")).should().beFreeOfCycles();

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

    @ArchTest
    static final ArchRule ROOMS_OF_CAMEL_HAVE_NO_CYCLES =
            slices().assignedFrom(packagesUnder("io.flowjay.camel")).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ROOMS_OF_CAMEL_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("camel")
            .definedBy("io.flowjay.camel")
            .layer("record")
            .definedBy("io.flowjay.camel.record")
            .layer("delivery")
            .definedBy("io.flowjay.camel.delivery")
            .layer("inbox")
            .definedBy("io.flowjay.camel.inbox")
            .layer("files")
            .definedBy("io.flowjay.camel.files")
            .layer("scaleout")
            .definedBy("io.flowjay.camel.scaleout")
            .layer("live")
            .definedBy("io.flowjay.camel.live")
            .layer("health")
            .definedBy("io.flowjay.camel.health")
            .optionalLayer("component")
            .definedBy("io.flowjay.camel.component")
            .whereLayer("camel")
            .mayNotAccessAnyLayer()
            .whereLayer("record")
            .mayOnlyAccessLayers("camel")
            .whereLayer("delivery")
            .mayOnlyAccessLayers("camel", "record")
            .whereLayer("inbox")
            .mayOnlyAccessLayers("camel", "record", "delivery")
            .whereLayer("files")
            .mayOnlyAccessLayers("camel", "inbox")
            .whereLayer("scaleout")
            .mayOnlyAccessLayers("camel", "record", "delivery", "inbox")
            .whereLayer("live")
            .mayOnlyAccessLayers("camel", "record", "delivery", "inbox")
            .whereLayer("health")
            .mayOnlyAccessLayers("camel", "record", "delivery", "inbox")
            .whereLayer("component")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static void noRoomOfCamelPacketAndFeatureHasMoreThan25Files(JavaClasses classes) throws IOException {
        for (String part : List.of("camel", "packet", "feature")) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/flowjay", part))) {
                Map<Path, Long> rooms = files.filter(file -> file.toString().endsWith(".java"))
                        .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
                assertThat(rooms).isNotEmpty().allSatisfy((room, count) -> assertThat(count)
                        .as("files in %s", room)
                        .isLessThanOrEqualTo(25));
            }
        }
    }

    private static SliceAssignment packagesUnder(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.equals(root) || name.startsWith(root + ".")
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages under " + root;
            }
        };
    }
}
