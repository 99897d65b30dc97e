package dev.picket.simulation.backtest;

import java.nio.charset.StandardCharsets;

/// Numbers read from bytes, without making text of them.
final class CsvNumbers {

    /// Powers of ten that a double holds exactly.
    private static final double[] TENS = tens();
    /// Whole numbers up to 2^53 are exact in a double, so m / 10^e is rounded once (Clinger 1990).
    private static final long EXACT_MAX = 1L << 53;
    private static final int DIGITS_MAX = 40;

    private CsvNumbers() {}

    private static double[] tens() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /// The whole number of `digits` bytes, or -1 where one is no digit or there are none or more
    /// than eighteen.
    static long whole(byte[] bytes, int from, int to) {
        if (from >= to || to - from > 18) {
            return -1;
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /// The decimal number (`-12.5`, `3e-4`), or NaN where there is none.
    static double decimal(byte[] bytes, int from, int to) {
        int start = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        long mantissa = 0;
        int digits = 0;
        int decimals = 0;
        boolean point = false;
        int at = start;
        for (; at < to && mantissa < EXACT_MAX; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = 10 * mantissa + digit;
                digits++;
                decimals += point ? 1 : 0;
            } else if (bytes[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        boolean exact = at == to && digits > 0 && mantissa < EXACT_MAX && decimals < TENS.length;
        if (!exact) {
            return rare(bytes, from, to);
        }
        double value = mantissa / TENS[decimals];
        return bytes[from] == '-' ? -value : value;
    }

    private static double rare(byte[] bytes, int from, int to) {
        if (to - from > DIGITS_MAX) {
            return Double.NaN;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        return text.matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
                ? finite(Double.parseDouble(text))
                : Double.NaN;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
