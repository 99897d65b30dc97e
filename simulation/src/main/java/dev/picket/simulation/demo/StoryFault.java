package dev.picket.simulation.demo;

import dev.picket.model.topology.Component;
import dev.picket.simulation.fault.Fault;

/// A fault of the story with what must be said of it.
///
/// @param culprit the component that must be blamed, first among its rivals
/// @param title a line for people, such as `cogent in sin loses 15 % of packets, both ways`
public record StoryFault(Fault fault, Component culprit, String title) {}
