package dev.picket.alerting.deliver;

import dev.picket.model.failure.FailureCode;
import java.time.Duration;
import java.util.Optional;

/// How one attempt to deliver a page ended.
public sealed interface Delivery {
    record Accepted() implements Delivery {}

    /// The receiver will never take this page.
    record Refused(FailureCode code) implements Delivery {}

    /// To be tried again. `pause` is how long the receiver asked *everybody* to wait.
    record TryAgain(FailureCode code, Optional<Duration> pause) implements Delivery {
        public static TryAgain after(FailureCode code) {
            return new TryAgain(code, Optional.empty());
        }
    }
}
