package io.flowjay;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users need only types that carry {@link API}, and each package says which these are. */
class ApiTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    /** A type of FlowJay by its full name, nested types excluded; or an import of everything in a package. */
    private static final Pattern TYPE = Pattern.compile("\\bio\\.flowjay\\.(?:[a-z]\\w*\\.)*(?:[A-Z]\\w*|\\*)");

    private static final Pattern CODE = Pattern.compile("\\{@code ([\\w./]+)}");

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.flowjay");

    @TempDir
    Path directory;

    @Test
    void markedTypesArePublic() {
        assertThat(marked()).isNotEmpty().allSatisfy(type -> assertThat(type.getModifiers())
                .as(type.getName())
                .contains(JavaModifier.PUBLIC));
    }

    /** Members marked as internal are not for users. Supertypes may be internal: users need not know them. */
    @Test
    void membersOfMarkedTypesHaveMarkedTypes() {
        Set<String> internal = new TreeSet<>();
        for (JavaClass type : PRODUCTION) {
            if (isMarked(type) && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                for (JavaMember member : type.getMembers()) {
                    if (member.getModifiers().contains(JavaModifier.PUBLIC) && !isInternal(member)) {
                        member.getAllInvolvedRawTypes().stream()
                                .map(JavaClass::getBaseComponentType)
                                .filter(used -> used.getPackageName().startsWith("io.flowjay") && !isMarked(used))
                                .forEach(used -> internal.add(member.getFullName() + " has " + used.getName()));
                    }
                }
            }
        }
        assertThat(internal).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import io.flowjay.wire.ByteCursor;",
                "import static io.flowjay.wire.Bytes.hex;",
                "import io.flowjay.record.*;",
                "type: \"#class:io.flowjay.camel.inbox.CaptureNames\"",
                "new io.flowjay.NoSuchType()"
            })
    void aTypeThatIsNotMarkedIsFound(String text) {
        assertThat(unmarkedNames(text)).hasSize(1);
    }

    /** Files that name types in full: projects that use FlowJay, routes, Kamelets, documents. */
    static Stream<Path> textsForUsers() throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(Path.of("README.md"));
        files.addAll(files(Path.of("src", "main", "docs"), ".md"));
        files.addAll(files(Path.of("src", "it"), ".java", ".yaml", ".properties"));
        files.addAll(files(Path.of("routes"), ".yaml"));
        files.addAll(files(Path.of("src", "main", "resources", "kamelets"), ".yaml"));
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("textsForUsers")
    void textsForUsersNameMarkedTypesOnly(Path file) throws IOException {
        assertThat(unmarkedNames(Files.readString(file))).as(file.toString()).isEmpty();
    }

    @Test
    void examplesUseMarkedTypesOnly() {
        JavaClasses examples = new ClassFileImporter()
                .importPaths(
                        Path.of("target", "test-classes", "io", "flowjay", "examples"),
                        Path.of("target", "test-classes", "io", "flowjay", "ReadmeTest.class"));
        Set<String> used = new TreeSet<>();
        for (JavaClass example : examples) {
            example.getDirectDependenciesFromSelf()
                    .forEach(dependency -> used.add(
                            dependency.getTargetClass().getBaseComponentType().getName()));
        }
        used.removeIf(name -> !PRODUCTION.contain(name));
        assertThat(used)
                .contains("io.flowjay.record.FlowRecords")
                .allSatisfy(name ->
                        assertThat(isMarked(PRODUCTION.get(name))).as(name).isTrue());
    }

    /** The snippets compile with imports of marked types, and of Java's own. */
    static Stream<String> snippets() throws IOException {
        StringBuilder texts = new StringBuilder(Files.readString(Path.of("README.md")));
        for (Path file : files(Path.of("src", "main", "docs"), ".md")) {
            texts.append(Files.readString(file));
        }
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(texts)
                .results()
                .map(snippet -> snippet.group(1));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippetsInDocumentsUseMarkedTypesOnly(String snippet) {
        String imports = marked().stream()
                .map(type -> "import " + type.getName().replace('$', '.') + ";\n")
                .collect(Collectors.joining());
        String source = "import java.io.*;\nimport java.nio.file.*;\nimport java.time.*;\nimport java.util.*;\n"
                + imports
                + "class Snippet {\nvoid run() throws Exception {\n" + snippet + "}\n}\n";
        StringWriter messages = new StringWriter();
        boolean compiles = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-d", directory.toString()),
                        null,
                        List.of(source("Snippet", source)))
                .call();
        assertThat(compiles).as(messages.toString()).isTrue();
    }

    static Stream<Path> packages() throws IOException {
        return files(SOURCES, ".java").stream().map(Path::getParent).distinct();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void eachPackageSaysWhatComesInAndOutItsThreadsImportsTestsAndApi(Path room) throws IOException {
        String text = description(room);
        assertThat(text).contains(" In: ", " Out: ", " Threads: ", " Imports: ", " Tests: ", " API: ");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void eachPackageNamesItsMarkedTypes(Path room) throws IOException {
        Set<String> expected = marked().stream()
                .filter(type -> type.getPackageName().equals(packageName(room)))
                .filter(type -> type.getEnclosingClass().isEmpty())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes(part(description(room), "API"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void eachPackageImportsWhatItSays(Path room) throws IOException {
        String own = packageName(room);
        Set<String> imports = new TreeSet<>();
        for (JavaClass type : PRODUCTION) {
            if (type.getPackageName().equals(own)) {
                type.getDirectDependenciesFromSelf()
                        .forEach(dependency -> imports.add(dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getPackageName()));
            }
        }
        imports.removeIf(name -> name.equals(own) || !name.startsWith("io.flowjay."));
        Set<String> said = codes(part(description(room), "Imports"));
        imports.removeIf(name -> said.stream().anyMatch(allowed -> isInside(name, "io.flowjay." + allowed)));
        assertThat(imports).as("imports that the description of %s lacks", own).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void eachPackageNamesTestsThatExist(Path room) throws IOException {
        String text = part(description(room), "Tests");
        Set<String> named = codes(text);
        if (text.contains("the same package") || text.contains("this package")) {
            named.add(packageName(room));
        }
        assertThat(named).as(text).isNotEmpty().allSatisfy(name -> assertThat(isPlaceOfTests(name))
                .as("%s in the description of %s", name, packageName(room))
                .isTrue());
    }

    /** Whether there is a test class, a package of tests or a directory of that name. */
    private static boolean isPlaceOfTests(String name) throws IOException {
        if (name.contains("/")) {
            return Files.isDirectory(Path.of(name));
        }
        Path tests = Path.of("src", "test", "java");
        String path = (isInside(name, "io.flowjay") ? name : "io.flowjay." + name).replace('.', '/');
        return Files.isDirectory(tests.resolve(path))
                || Files.isRegularFile(tests.resolve(path + ".java"))
                || files(tests, "/" + name + ".java").size() == 1;
    }

    private static boolean isInside(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    private static List<JavaClass> marked() {
        return PRODUCTION.stream()
                .filter(type -> type.isAnnotatedWith(API.class))
                .toList();
    }

    private static boolean isInternal(JavaMember member) {
        return member.isAnnotatedWith(API.class)
                && member.getAnnotationOfType(API.class).status() == API.Status.INTERNAL;
    }

    /** A mark on a type counts for the types in it. */
    private static boolean isMarked(JavaClass type) {
        return type.isAnnotatedWith(API.class)
                || type.getEnclosingClass().map(ApiTest::isMarked).orElse(false);
    }

    /** Names in a text of types of FlowJay that are not marked, or do not exist. */
    private static Set<String> unmarkedNames(String text) {
        Matcher names = TYPE.matcher(text);
        return names.results()
                .map(name -> name.group())
                .filter(name -> !name.startsWith("io.flowjay.it."))
                .filter(name -> !PRODUCTION.contain(name) || !isMarked(PRODUCTION.get(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files(Path root, String... suffixes) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> Stream.of(suffixes).anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private static String packageName(Path room) {
        return SOURCES.relativize(room).toString().replace('/', '.');
    }

    /** The Javadoc of a package on one line. */
    private static String description(Path room) {
        try {
            String text = Files.readString(room.resolve("package-info.java"));
            assertThat(text).startsWith("/**\n").contains("\n@NullMarked\n");
            return text.substring(0, text.indexOf("*/"))
                    .replaceAll("\\n \\*( <p>)?", " ")
                    .replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What follows a label in a description, up to the next label. */
    private static String part(String description, String label) {
        Matcher part =
                Pattern.compile(" " + label + ": (.*?)(?= [A-Z][A-Za-z]*: |$)").matcher(description);
        assertThat(part.find()).as("%s in %s", label, description).isTrue();
        return part.group(1);
    }

    private static Set<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
