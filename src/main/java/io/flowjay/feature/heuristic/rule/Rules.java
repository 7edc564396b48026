package io.flowjay.feature.heuristic.rule;

import java.time.Month;
import java.util.List;
import java.util.regex.Pattern;

/** What rules must hold; each throws {@link IllegalArgumentException} with the reason, which {@link RuleFile} gives a place. */
public final class Rules {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Rules() {}

    public static void check(boolean valid, String reason) {
        if (!valid) {
            throw new IllegalArgumentException(reason);
        }
    }

    public static void text(String name, String value) {
        check(!value.isBlank(), name + " must not be empty");
    }

    public static void oneOf(String name, Object value, List<?> valid) {
        check(valid.contains(value), name + " must be one of " + valid + ", but is " + value);
    }

    public static void range(String name, long value, long least, long most) {
        check(value >= least && value <= most, name + " must be " + least + " to " + most + ", but is " + value);
    }

    /** A day as in ISO 8601. */
    public static void date(String text) {
        boolean valid = DATE.matcher(text).matches();
        if (valid) {
            int month = Integer.parseInt(text.substring(5, 7));
            int day = Integer.parseInt(text.substring(8));
            valid = month >= 1
                    && month <= 12
                    && day >= 1
                    && day <= Month.of(month).maxLength();
        }
        check(valid, "\"" + text + "\" is not a date like 2026-11-30");
    }

    /** A host name of several labels. Rules hold hundreds, so that this must be quick. */
    public static void hostName(String name) {
        int labels = 0;
        int letters = 0;
        boolean valid = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean dot = c == '.';
            valid &= dot ? letters > 0 : c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            labels += dot ? 1 : 0;
            letters = dot ? 0 : letters + 1;
        }
        if (!valid || labels == 0 || letters == 0) {
            throw new IllegalArgumentException("\"" + name + "\" is not a host name in lower case");
        }
    }

    public static void share(String name, double value) {
        check(value >= 0 && value <= 1, name + " must be 0 to 1, but is " + value);
    }
}
