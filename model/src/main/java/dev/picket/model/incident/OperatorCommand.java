package dev.picket.model.incident;

import java.time.Instant;

/// What people do to incidents.
public sealed interface OperatorCommand {

    Instant at();

    /// Takes an incident.
    record Acknowledge(String incidentId, Instant at, String by) implements OperatorCommand {}

    /// Says of an open incident that this is how things are from now on.
    record Accept(String incidentId, Instant at, String by) implements OperatorCommand {}

    /// Did something to the network, told in words such as `disabled cogent@sin`.
    record Act(Instant at, String by, String text) implements OperatorCommand {}

    /// Adds words to an incident.
    record Note(String incidentId, Instant at, String by, String text)
            implements
                OperatorCommand {}
}
