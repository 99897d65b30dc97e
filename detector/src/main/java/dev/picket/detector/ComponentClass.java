package dev.picket.detector;

import dev.picket.model.topology.Component;

/// The classes of components with what is believed of each before any evidence: its share of all
/// faults, and the part of the false-alarm budget it draws on.
///
/// The shares of faults follow the incident corpus of a year of public pages: upstream networks are
/// half to two thirds of what costs reachability, mostly seen in one region.
enum ComponentClass {
    PROVIDER(0.22, Budget.SHARED), PROVIDER_AT_REGION(0.35, Budget.PROVIDER_AT_REGION), LINK(0.05,
            Budget.SHARED), REGION(0.12, Budget.SHARED), HOST(0.12,
                    Budget.PLACE), VANTAGE(0.06, Budget.PLACE), SERVICE(0.03,
                            Budget.SHARED), SERVICE_AT_REGION(0.04, Budget.SHARED);

    /// The same for single paths, beside the faults of components: one flow, or one member of a
    /// bundle of links, fails alone often enough.
    static final double SINGLE_PATH_FAULTS = 0.3;

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

    static ComponentClass of(Component component) {
        return switch (component) {
            case Component.Provider _ -> PROVIDER;
            case Component.ProviderAtRegion _ -> PROVIDER_AT_REGION;
            case Component.Link _ -> LINK;
            case Component.Region _ -> REGION;
            case Component.Host _ -> HOST;
            case Component.Vantage _ -> VANTAGE;
            case Component.Service _ -> SERVICE;
            case Component.ServiceAtRegion _ -> SERVICE_AT_REGION;
        };
    }

    /// The parts the false-alarm budget is split in; they sum to 1.
    enum Budget {
        SHARED(0.4), PROVIDER_AT_REGION(0.2), PLACE(0.2), SINGLE_PATH(0.2);

        private final double share;

        Budget(double share) {
            this.share = share;
        }

        double share() {
            return share;
        }
    }
}
