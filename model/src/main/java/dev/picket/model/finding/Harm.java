package dev.picket.model.finding;

/// How bad it is now.
///
/// @param badPaths paths of the culprit that are bad
/// @param paths paths of the culprit that are watched
/// @param badRatio bad trials over all trials on the bad paths since onset (0..1)
public record Harm(int badPaths, int paths, double badRatio) {}
