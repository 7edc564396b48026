package io.flowjay.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number and a unit, as a text has them: {@code 1.5 KiB}.
 *
 * @param number the number, not negative
 * @param unit the unit; empty if the text has none
 */
record Quantity(BigDecimal number, String unit) {
    /** More digits than any value can have. */
    private static final int MAX_DIGITS = 40;

    /**
     * The quantity of a text.
     *
     * @param problem message of the exception
     * @throws IllegalArgumentException if the text does not begin with a number
     */
    static Quantity of(String text, String problem) {
        int digits = 0;
        while (digits < text.length()
                && (text.charAt(digits) == '.' || (text.charAt(digits) >= '0' && text.charAt(digits) <= '9'))) {
            digits++;
        }
        try {
            if (digits > 0 && digits <= MAX_DIGITS) {
                return new Quantity(
                        new BigDecimal(text.substring(0, digits)),
                        text.substring(digits).trim());
            }
        } catch (NumberFormatException e) {
            // Such as "1.2.3".
        }
        throw new IllegalArgumentException(problem);
    }

    /** The number of smaller units that this is, rounded half up. */
    BigDecimal in(long unitSize) {
        return number.multiply(BigDecimal.valueOf(unitSize)).setScale(0, RoundingMode.HALF_UP);
    }
}
