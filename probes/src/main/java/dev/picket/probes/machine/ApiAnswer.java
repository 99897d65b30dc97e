package dev.picket.probes.machine;

/// What came of one call to the Machines API.
public sealed interface ApiAnswer {

    /// What was seen, as one clause with figures.
    String seen();

    /// An HTTP answer. `requestId` is the service's own name for the call, empty where it gave
    /// none.
    record Answered(int status, String body, String requestId) implements ApiAnswer {

        boolean isOk() {
            return status / 100 == 2;
        }

        @Override
        public String seen() {
            return "the answer was HTTP " + status;
        }
    }

    /// The request never left: no connection was made.
    record NotConnected(boolean isNameUnknown, String seen) implements ApiAnswer {}

    /// The connection ended before an answer; the request may have been carried out.
    record Broken(String seen) implements ApiAnswer {}

    /// No answer within the time given; the request may have been carried out.
    record Silent(String seen) implements ApiAnswer {}
}
