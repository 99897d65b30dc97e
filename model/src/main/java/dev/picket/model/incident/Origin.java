package dev.picket.model.incident;

/// Whether an incident was seen on real packets or made by the simulation. Simulated ones are
/// marked wherever they are shown.
public enum Origin {
    LIVE, SIMULATED
}
