package dev.picket.detector;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;

/// The classes of components with what is believed of each before any evidence: its share of all
/// faults, and the part of the false-alarm budget it draws on.
///
/// The shares of faults follow the incident corpus of a year of public pages: upstream networks are
/// half to two thirds of what costs reachability, mostly seen in one region.
enum ComponentClass {
    PROVIDER(0.21, Budget.SHARED), //
    PROVIDER_AT_REGION(0.33, Budget.PROVIDER_AT_REGION), //
    ACCESS_NETWORK(0.03, Budget.SHARED), //
    LINK(0.05, Budget.SHARED), //
    REGION(0.12, Budget.SHARED), //
    HOST(0.11, Budget.PLACE), //
    VANTAGE(0.04, Budget.PLACE), //
    /// A vantage outside the provider's network: a laptop or an office fails more often.
    OFF_NET_VANTAGE(0.04, Budget.PLACE), //
    SERVICE(0.03, Budget.SHARED), //
    SERVICE_AT_REGION(0.03, Budget.SHARED), //
    KIND(0.01, Budget.SHARED);

    /// The same for single paths, beside the faults of components: one flow, or one member of a
    /// bundle of links, fails alone often enough.
    static final double SINGLE_PATH_FAULTS = 0.3;

    /// The same for groups of paths that no declared component holds: a cause outside the topology.
    static final double UNNAMED_FAULTS = 0.02;

    private final double faults;
    private final Budget budget;

    ComponentClass(double faults, Budget budget) {
        this.faults = faults;
        this.budget = budget;
    }

    double faults() {
        return faults;
    }

    Budget budget() {
        return budget;
    }

    static ComponentClass of(Component component, Topology topology) {
        return switch (component) {
            case Component.Provider _ -> PROVIDER;
            case Component.ProviderAtRegion _ -> PROVIDER_AT_REGION;
            case Component.Link _ -> LINK;
            case Component.Region _ -> REGION;
            case Component.Host _ -> HOST;
            case Component.Vantage(String name) ->
                topology.vantage(name).flatMap(Vantage::region).isPresent()
                        ? VANTAGE
                        : OFF_NET_VANTAGE;
            case Component.AccessNetwork _ -> ACCESS_NETWORK;
            case Component.Kind _ -> KIND;
            case Component.Service _ -> SERVICE;
            case Component.ServiceAtRegion _ -> SERVICE_AT_REGION;
        };
    }

    /// The parts the false-alarm budget is split in; they sum to 1.
    enum Budget {
        SHARED("providers, links, regions, services and access networks", 0.38), //
        PROVIDER_AT_REGION("providers in one region", 0.2), //
        PLACE("hosts and vantages", 0.18), //
        SINGLE_PATH("single paths", 0.16), //
        SILENCE("regions whose own vantages are silent", 0.02), //
        CAPACITY("regions, servers and services without room", 0.02), //
        RARE("late, reordered, duplicated and jittery packets", 0.04);

        private final String label;
        private final double share;

        Budget(String label, double share) {
            this.label = label;
            this.share = share;
        }

        String label() {
            return label;
        }

        double share() {
            return share;
        }
    }
}
