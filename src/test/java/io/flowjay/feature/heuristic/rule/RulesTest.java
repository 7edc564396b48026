package io.flowjay.feature.heuristic.rule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and days that rule files may have. */
class RulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.b", "dns.example.com", "a-1.b-2.xn--p1ai", "1.1.1.1", "x--y.z"})
    void hostNames(String name) {
        assertThatCode(() -> Rules.hostName(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example", ".", "a.", ".a", "a..b", "A.b", "a_b.c", "a b.c", "a.b.", "*.a.b", "ä.de"})
    void otherNames(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rules.hostName(name))
                .withMessage("\"%s\" is not a host name in lower case", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-30", "2024-02-29", "1999-12-31"})
    void dates(String date) {
        assertThatCode(() -> Rules.date(date)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-31",
                "2026-13-01",
                "2026-00-01",
                "2026-01-00",
                "26-11-30",
                "2026-11-30Z",
                "30.11.2026"
            })
    void otherDates(String date) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rules.date(date))
                .withMessage("\"%s\" is not a date like 2026-11-30", date);
    }
}
