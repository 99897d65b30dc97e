package dev.picket.probes.silence;

/// What a witness saw; what that means for each [Witness] stands there.
public enum Sign {
    /// It answered as it should.
    GOOD,
    /// It answered in part.
    PARTLY,
    /// It did not answer.
    SILENT,
    /// It answered that it will not.
    REFUSED
}
