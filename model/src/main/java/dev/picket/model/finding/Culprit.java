package dev.picket.model.finding;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Side;
import java.util.List;
import java.util.stream.Collectors;

/// What is blamed.
public sealed interface Culprit {

    /// The words a person reads.
    String label();

    /// The stable text form: the same culprit later has the same key.
    String key();

    /// The key under which it is one incident: a side and its whole are the same.
    default String incidentKey() {
        return key();
    }

    /// The components named; empty for an unnamed group.
    List<Component> components();

    /// One component, with posterior of 0.9 or more among its rivals.
    record Named(Component component) implements Culprit {
        @Override
        public String label() {
            return component.label();
        }

        @Override
        public String key() {
            return component.key();
        }

        @Override
        public List<Component> components() {
            return List.of(component);
        }
    }

    /// One side of a provider in a region: of the paths that cross it there, only those that end at
    /// targets in the region, or only those that begin at vantages in it.
    ///
    /// @param whole both sides together
    record OneSide(Component.ProviderAtRegion whole, Side side) implements Culprit {
        @Override
        public String label() {
            return whole.provider() + " " + side.words() + " " + whole.region();
        }

        @Override
        public String key() {
            return whole.key() + "/" + side.label();
        }

        @Override
        public String incidentKey() {
            return whole.key();
        }

        @Override
        public List<Component> components() {
            return List.of(whole);
        }
    }

    /// Rivals that no probe separates, the likeliest first.
    record OneOf(List<Component> components) implements Culprit {
        public OneOf {
            components = List.copyOf(components);
            if (components.size() < 2) {
                throw new IllegalArgumentException("a set of rivals has two members or more");
            }
        }

        @Override
        public String label() {
            return components.stream().map(Component::label).collect(Collectors.joining(" or "));
        }

        @Override
        public String key() {
            return components.stream().map(Component::key).sorted()
                    .collect(Collectors.joining("|"));
        }
    }

    /// Paths that fail together and are no declared component's: a cause outside the topology.
    ///
    /// @param label what they are, from what they have in common
    record Unnamed(String groupKey, String label) implements Culprit {

        @Override
        public String key() {
            return "group:" + groupKey;
        }

        @Override
        public List<Component> components() {
            return List.of();
        }
    }
}
