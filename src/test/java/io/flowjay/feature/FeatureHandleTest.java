package io.flowjay.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.settings.Profile;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler lets a group set only values of a feature's type: every kind of feature is compiled with every kind of value. */
class FeatureHandleTest {
    private static final List<String> VALUES = List.of(
            "true",
            "1L",
            "1.5",
            "\"text\"",
            "new long[] {1}",
            "new double[] {1}",
            "new double[][] {{1}}",
            "List.of(1L)");

    /** A kind of feature, and the values that it takes. Java widens an integer to a number by itself. */
    static final List<Arguments> KINDS = List.of(
            kind("flag", "list.bool(\"f\", \"d\")", "true"),
            kind("integer", "list.int64(\"f\", \"\", \"d\")", "1L"),
            kind("integer with a sentinel", "list.int64(\"f\", \"\", -1, \"d\")", "1L"),
            kind("number", "list.float64(\"f\", \"\", \"d\")", "1L", "1.5"),
            kind("number that may be null", "list.nullable(\"f\", \"\", \"d\")", "1L", "1.5"),
            kind("time", "list.time(\"f\", \"d\")", "1L"),
            kind("text", "list.string(\"f\", \"d\")", "\"text\""),
            kind("text with a sentinel", "list.string(\"f\", \"-\", \"d\")", "\"text\""),
            kind("integers", "list.integers(\"f\", \"\", \"d\")", "new long[] {1}"),
            kind("numbers", "list.numbers(\"f\", \"\", \"d\")", "new double[] {1}"),
            kind("rows", "list.rows(\"f\", \"\", \"d\")", "new double[][] {{1}}"));

    private static final Set<String> REFUSED = new HashSet<>();

    /** Compiles one source with a line for every kind and value; its errors are those lines and no other. */
    @BeforeAll
    static void compile() {
        List<String> lines = KINDS.stream()
                .map(kind -> (String) kind.get()[0])
                .flatMap(declaration -> VALUES.stream().map(value -> line(declaration, value)))
                .toList();
        String source = "package io.flowjay.feature; import java.util.List; class Sets { void set(FeatureList list, "
                + "FeatureVector vector) {\n" + String.join("\n", lines) + "\n}}";
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-Xmaxerrs", "1000", "-cp", System.getProperty("java.class.path"));
        compiler.getTask(null, null, errors, options, null, List.of(new Source(source)))
                .call();
        for (Diagnostic<? extends JavaFileObject> error : errors.getDiagnostics()) {
            assertThat(error.getLineNumber()).as(error.toString()).isBetween(2L, lines.size() + 1L);
            REFUSED.add(lines.get((int) error.getLineNumber() - 2));
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void takesValuesOfItsTypeOnly(String declaration, Set<String> taken) {
        assertThat(VALUES.stream()
                        .filter(value -> !REFUSED.contains(line(declaration, value)))
                        .collect(Collectors.toSet()))
                .isEqualTo(taken);
    }

    @Test
    void keepsWhatIsSet() {
        FeatureList list = new FeatureList("group", Profile.FLOWJAY);
        FlagFeature flag = list.bool("flag", "d");
        IntegerFeature integer = list.int64("integer", "", "d");
        NumberFeature number = list.nullable("number", "", "d");
        TimeFeature time = list.time("time", "d");
        TextFeature text = list.string("text", "d");
        IntegersFeature integers = list.integers("integers", "", "d");
        FeatureVector vector = vector(list.features());
        vector.set(flag, true);
        vector.set(integer, -7);
        vector.set(number, 0.5);
        vector.set(time, 1_700_000_000_000_000_001L);
        vector.set(text, "text");
        long[] values = {1, 2};
        vector.set(integers, values);
        assertThat(IntStream.range(0, 6)).noneMatch(vector::isMissing);
        assertThat(vector.longAt(0)).isEqualTo(1);
        assertThat(vector.longAt(1)).isEqualTo(-7);
        assertThat(vector.doubleAt(2)).isEqualTo(0.5);
        assertThat(vector.longAt(3)).isEqualTo(1_700_000_000_000_000_001L);
        assertThat(vector.objectAt(4)).isEqualTo("text");
        assertThat(vector.objectAt(5)).isSameAs(values);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void leavesANumberMissingThatJsonDoesNotHave(double value) {
        FeatureList list = new FeatureList("group", Profile.FLOWJAY);
        NumberFeature number = list.nullable("number", "", "d");
        FeatureVector vector = vector(list.features());
        vector.set(number, value);
        assertThat(vector.isMissing(0)).isTrue();
        assertThat(vector.doubleAt(0)).isNaN();
    }

    private static FeatureVector vector(List<Feature> features) {
        return new FeatureLayout(features, features).newVector();
    }

    private static Arguments kind(String name, String declaration, String... taken) {
        return argumentSet(name, declaration, Set.of(taken));
    }

    private static String line(String declaration, String value) {
        return "vector.set(" + declaration + ", " + value + ");";
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///io/flowjay/feature/Sets.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
