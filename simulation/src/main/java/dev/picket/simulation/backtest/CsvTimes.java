package dev.picket.simulation.backtest;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Times read from bytes: epoch seconds with or without a fraction, or ISO-8601 with `T` or a space
/// between date and time; where no offset is given it is UTC.
///
/// The date of the row before is remembered: rows of one day need no calendar.
final class CsvTimes {

    private static final int DATE_BYTES = "2024-06-13".length();
    private static final int ISO_SECONDS_BYTES = "2024-06-13T10:00:00".length();
    private static final int EPOCH_DIGITS_MAX = 11;
    private static final int TEXT_BYTES_MAX = 40;

    private long dateKey = -1;
    private long dateSeconds;

    Optional<Instant> parse(byte[] bytes, int from, int to) {
        int point = from;
        while (point < to && bytes[point] >= '0' && bytes[point] <= '9') {
            point++;
        }
        if (point > from && point - from <= EPOCH_DIGITS_MAX
                && (point == to || bytes[point] == '.')) {
            return instant(CsvNumbers.whole(bytes, from, point), bytes, point, to);
        }
        boolean plain = to - from > ISO_SECONDS_BYTES && bytes[to - 1] == 'Z';
        long seconds = plain ? isoSeconds(bytes, from) : -1;
        return seconds >= 0
                ? instant(seconds, bytes, from + ISO_SECONDS_BYTES, to - 1)
                : rare(bytes, from, to);
    }

    /// The instant `seconds` and the fraction (`.25`, or nothing) from `point` to `to`.
    private static Optional<Instant> instant(long seconds, byte[] bytes, int point, int to) {
        if (point == to) {
            return Optional.of(Instant.ofEpochSecond(seconds));
        }
        int digits = to - point - 1;
        long fraction = digits > 9 ? -1 : CsvNumbers.whole(bytes, point + 1, to);
        if (fraction < 0 || bytes[point] != '.') {
            return Optional.empty();
        }
        for (int i = digits; i < 9; i++) {
            fraction *= 10;
        }
        return Optional.of(Instant.ofEpochSecond(seconds, fraction));
    }

    /// Seconds since the epoch of `2024-06-13T10:00:00` in UTC; negative where it is not that.
    private long isoSeconds(byte[] bytes, int at) {
        long year = CsvNumbers.whole(bytes, at, at + 4);
        long month = CsvNumbers.whole(bytes, at + 5, at + 7);
        long day = CsvNumbers.whole(bytes, at + 8, at + 10);
        long hour = CsvNumbers.whole(bytes, at + 11, at + 13);
        long minute = CsvNumbers.whole(bytes, at + 14, at + 16);
        long second = CsvNumbers.whole(bytes, at + 17, at + 19);
        boolean marks = bytes[at + 4] == '-' && bytes[at + 7] == '-'
                && (bytes[at + DATE_BYTES] == 'T' || bytes[at + DATE_BYTES] == ' ')
                && bytes[at + 13] == ':' && bytes[at + 16] == ':';
        if (!marks || year < 1970 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23
                || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return -1;
        }
        long key = (year * 100 + month) * 100 + day;
        if (key != dateKey) {
            try {
                dateSeconds = LocalDate.of((int) year, (int) month, (int) day).toEpochDay()
                        * 86_400;
            } catch (DateTimeException _) {
                return -1;
            }
            dateKey = key;
        }
        return dateSeconds + hour * 3600 + minute * 60 + second;
    }

    private static Optional<Instant> rare(byte[] bytes, int from, int to) {
        if (to - from > TEXT_BYTES_MAX || to - from <= DATE_BYTES) {
            return Optional.empty();
        }
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        String iso = text.charAt(DATE_BYTES) == ' '
                ? text.substring(0, DATE_BYTES) + "T" + text.substring(DATE_BYTES + 1)
                : text;
        try {
            return Optional.of(OffsetDateTime.parse(iso).toInstant());
        } catch (DateTimeException _) {
            return local(iso);
        }
    }

    private static Optional<Instant> local(String iso) {
        try {
            return Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
