package dev.picket.model.topology;

import java.util.Map;
import java.util.TreeMap;

/// Anything a path depends on and a fault can be blamed on.
///
/// Every component has a stable `key` (for storage and order), a `label` for people, and the
/// scenario notation `on` whose keys are those of a scenario's `on:` map.
public sealed interface Component extends Comparable<Component> {

    /// The stable text form, unique over all components, such as `provider:cogent@sin`.
    String key();

    /// The words a person reads, such as `cogent in sin`.
    String label();

    /// The component as the keys of a scenario's `on:`, such as `{provider: cogent, region: sin}`.
    Map<String, Object> on();

    /// An upstream network provider, wherever it is crossed.
    record Provider(String provider) implements Component {
        @Override
        public String key() {
            return "provider:" + provider;
        }

        @Override
        public String label() {
            return provider;
        }

        @Override
        public Map<String, Object> on() {
            return Map.of("provider", provider);
        }
    }

    /// A provider as crossed at one region, be it a transit of the region or an upstream of one.
    record ProviderAtRegion(String provider, String region) implements Component {
        @Override
        public String key() {
            return "provider:" + provider + "@" + region;
        }

        @Override
        public String label() {
            return provider + " in " + region;
        }

        @Override
        public Map<String, Object> on() {
            return ordered("provider", provider, "region", region);
        }
    }

    /// The interconnection of two providers, in either direction; `first` sorts before `second`.
    record Link(String first, String second) implements Component {
        public Link {
            if (first.compareTo(second) >= 0) {
                throw new IllegalArgumentException(
                        "link ends must differ and be in order, got " + first + ", " + second);
            }
        }

        public static Link between(String one, String other) {
            return one.compareTo(other) < 0 ? new Link(one, other) : new Link(other, one);
        }

        @Override
        public String key() {
            return "link:" + first + "+" + second;
        }

        @Override
        public String label() {
            return "the link between " + first + " and " + second;
        }

        @Override
        public Map<String, Object> on() {
            return Map.of("link", java.util.List.of(first, second));
        }
    }

    /// A region of the provider: every path into it or out of it.
    record Region(String region) implements Component {
        @Override
        public String key() {
            return "region:" + region;
        }

        @Override
        public String label() {
            return "region " + region;
        }

        @Override
        public Map<String, Object> on() {
            return Map.of("region", region);
        }
    }

    /// One of the provider's servers.
    record Host(String host) implements Component {
        @Override
        public String key() {
            return "host:" + host;
        }

        @Override
        public String label() {
            return "host " + host;
        }

        @Override
        public Map<String, Object> on() {
            return Map.of("host", host);
        }
    }

    /// The place probes are sent from: the culprit when it is our own fault.
    record Vantage(String vantage) implements Component {
        @Override
        public String key() {
            return "vantage:" + vantage;
        }

        @Override
        public String label() {
            return "vantage " + vantage;
        }

        @Override
        public Map<String, Object> on() {
            return Map.of("vantage", vantage);
        }
    }

    /// A service in every region, such as `machines` or `wireguard`.
    record Service(String service) implements Component {
        @Override
        public String key() {
            return "service:" + service;
        }

        @Override
        public String label() {
            return "service " + service;
        }

        @Override
        public Map<String, Object> on() {
            return Map.of("service", service);
        }
    }

    /// A service in one region.
    record ServiceAtRegion(String service, String region) implements Component {
        @Override
        public String key() {
            return "service:" + service + "@" + region;
        }

        @Override
        public String label() {
            return "service " + service + " in " + region;
        }

        @Override
        public Map<String, Object> on() {
            return ordered("region", region, "service", service);
        }
    }

    /// The network that carries vantages outside the provider's own: where users' traffic enters.
    record AccessNetwork(String provider) implements Component {
        @Override
        public String key() {
            return "access:" + provider;
        }

        @Override
        public String label() {
            return "access network " + provider;
        }

        @Override
        public Map<String, Object> on() {
            return Map.of("provider", provider);
        }
    }

    /// A probe kind everywhere: what fails from everywhere to everywhere in one kind alone is that
    /// kind (its reflectors, or our own prober) and no network. Kinds that exercise a service are
    /// that service.
    record Kind(ProbeKind kind) implements Component {
        @Override
        public String key() {
            return "kind:" + kind.label();
        }

        @Override
        public String label() {
            return "every " + kind.label() + " probe";
        }

        @Override
        public Map<String, Object> on() {
            return Map.of("kind", kind.label());
        }
    }

    @Override
    default int compareTo(Component other) {
        return key().compareTo(other.key());
    }

    private static Map<String, Object> ordered(String key1, String value1, String key2,
            String value2) {
        Map<String, Object> map = new TreeMap<>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }
}
