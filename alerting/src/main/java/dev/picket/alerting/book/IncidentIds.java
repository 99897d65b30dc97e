package dev.picket.alerting.book;

/// Ids of the form prefix and number, such as `INC-12`.
final class IncidentIds {
    private IncidentIds() {}

    /// The number of `id`; 0 where it has not that form.
    static long number(String prefix, String id) {
        String digits = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }
}
