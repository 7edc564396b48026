package io.flowjay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The libraries have the fixes of the advisories in {@code fixed-versions.tsv}. Maven gives the distribution and the tests the same
 * versions, so the class path of the tests is looked at; the network is not needed.
 */
class FixedVersionsTest {
    private static final Path LIST = Path.of("src/test/resources/fixed-versions.tsv");
    private static final String ABSENT = "-";

    /**
     * A line of the list.
     *
     * @param artifact group and artifact, joined by a colon
     * @param version the first version with the fix
     */
    record Fix(String artifact, String version, String advisory) {
        /** Where a Maven repository has the artifact, in front of the version. */
        String path() {
            int colon = artifact.indexOf(':');
            return artifact.substring(0, colon).replace('.', '/') + "/" + artifact.substring(colon + 1) + "/";
        }

        @Override
        public String toString() {
            return artifact + " " + version;
        }
    }

    static List<Fix> fixes() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(columns -> new Fix(columns[0], columns[1], columns[2]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fixes")
    void aLibraryHasTheFix(Fix fix) {
        assertThat(fix.advisory()).isNotBlank();
        List<String> versions = jars().stream()
                .filter(jar -> jar.contains("/" + fix.path()))
                .map(jar ->
                        jar.substring(jar.indexOf("/" + fix.path()) + fix.path().length() + 1))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .toList();
        if (fix.version().equals(ABSENT)) {
            assertThat(versions).isEmpty();
        } else {
            assertThat(versions)
                    .as("a line without a library is out of date")
                    .singleElement()
                    .satisfies(version -> assertThat(compare(version, fix.version()))
                            .as("%s is %s; %s", fix, version, fix.advisory())
                            .isNotNegative());
        }
    }

    @Test
    void noLibraryIsThereTwice() {
        Map<String, String> versions = new TreeMap<>();
        for (String jar : jars()) {
            File version = new File(jar).getParentFile();
            String other = versions.put(version.getParent(), version.getName());
            assertThat(other).as(jar).isIn(null, version.getName());
        }
        assertThat(versions).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5.38, 1.5.38, 0",
        "1.5.4, 1.5.38, -1",
        "1.5.38, 1.5.4, 1",
        "2.22, 2.22.1, -1",
        "2.22.0, 2.22, 0",
        "33.5.0-jre, 32.0.0, 1",
        "2.13.0-rc1, 2.13.1, -1",
        "10.0, 9.9, 1"
    })
    void versionsAreComparedByTheirNumbers(String one, String other, int order) {
        assertThat(Integer.signum(compare(one, other))).isEqualTo(order);
    }

    private static List<String> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> entry.replace(File.separatorChar, '/'))
                .filter(entry -> entry.contains("/repository/") && entry.endsWith(".jar"))
                .toList();
    }

    private static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    /** The numbers of a version up to the first letter, without zeros at the end. */
    private static int[] numbers(String version) {
        int[] numbers = Arrays.stream(
                        version.replaceFirst("[-.]?[A-Za-z].*", "").split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        int length = numbers.length;
        while (length > 1 && numbers[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(numbers, length);
    }
}
