package dev.picket.model.failure;

/// A fault of our own: the code, how often it struck in the window, and one clause of detail with
/// figures, such as `receive buffer 2304 B`.
public record LocalFault(LocalFaultCode code, long count, String detail) {

    /// The fault as one sentence.
    public String text() {
        return "Could not tell: " + why();
    }

    /// What stood in the way, with the next step and the code.
    public String why() {
        return code.meaning() + " (" + count + " time"
                + (count == 1 ? "" : "s")
                + (detail.isEmpty() ? "" : ", " + detail) + "). Next: " + code.nextStep()
                + ". Code " + code + ".";
    }
}
