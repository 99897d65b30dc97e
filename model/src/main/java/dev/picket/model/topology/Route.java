package dev.picket.model.topology;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one path depends on: every component it crosses with the share (0..1] of its traffic that
/// does. The share is 1 where the route is known and less where one of several providers carries
/// it.
public record Route(Path path, SortedMap<Component, Double> crossings) {

    public Route {
        crossings.forEach((component, share) -> {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "share of " + component.key() + " on " + path + " must be in (0,1]: "
                                + share);
            }
        });
        crossings = Collections.unmodifiableSortedMap(new TreeMap<>(crossings));
    }

    public boolean crosses(Component component) {
        return crossings.containsKey(component);
    }
}
