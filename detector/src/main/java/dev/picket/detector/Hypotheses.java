package dev.picket.detector;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Every "component c harms the series of lane l", with its member series laid out flat and
/// grouped.
///
/// Groups are the members of one vantage, or of one far region where all members have the vantage
/// in common: what strikes a whole group at once counts once.
final class Hypotheses {

    private final SeriesIndex series;
    private final List<Component> components;
    private final List<Members> members = new ArrayList<>();
    private final List<Members> byVantage = new ArrayList<>();
    private final int[] componentOf;
    private final int[] laneOf;
    private final int[] hypothesisOf;
    private final double[] weight;
    private final boolean[] narrower;

    /// The member series of one hypothesis in group order; group g is
    /// `groupStart[g]..groupStart[g+1]`.
    static final class Members {
        private final int[] series;
        private final float[] share;
        private final int[] groupStart;

        Members(int[] series, float[] share, int[] groupStart) {
            this.series = series;
            this.share = share;
            this.groupStart = groupStart;
        }

        int[] series() {
            return series;
        }

        float[] share() {
            return share;
        }

        int[] groupStart() {
            return groupStart;
        }

        /// Series in named groups, each crossing with share 1.
        static Members ofGroups(SortedMap<String, List<Integer>> groups) {
            int size = groups.values().stream().mapToInt(List::size).sum();
            int[] flat = new int[size];
            float[] share = new float[size];
            Arrays.fill(share, 1);
            int[] start = new int[groups.size() + 1];
            int at = 0;
            int group = 0;
            for (List<Integer> members : groups.values()) {
                start[group++] = at;
                for (int i : members) {
                    flat[at++] = i;
                }
            }
            start[group] = at;
            return new Members(flat, share, start);
        }

        Members inOneGroup() {
            return new Members(series, share, new int[]{0, series.length});
        }

        int groups() {
            return groupStart.length - 1;
        }

        int size() {
            return series.length;
        }

        boolean sameAs(Members other) {
            return size() == other.size() && Arrays.equals(sorted(), other.sorted());
        }

        private int[] sorted() {
            int[] copy = series.clone();
            Arrays.sort(copy);
            return copy;
        }
    }

    Hypotheses(SeriesIndex series) {
        this.series = series;
        Map<Component, List<Integer>> crossing = pathsByComponent(series.topology());
        this.components = List.copyOf(new TreeSet<>(crossing.keySet()));
        int lanes = series.lanes().size();
        this.hypothesisOf = new int[components.size() * lanes];
        Arrays.fill(hypothesisOf, -1);
        int[] componentBuffer = new int[components.size() * lanes];
        int[] laneBuffer = new int[components.size() * lanes];
        for (int component = 0; component < components.size(); component++) {
            Component one = components.get(component);
            List<Integer> paths = crossing.getOrDefault(one, List.of());
            for (int lane = 0; lane < lanes; lane++) {
                Members found = membersOf(one, paths, lane);
                if (found.size() > 0) {
                    hypothesisOf[component * lanes + lane] = members.size();
                    componentBuffer[members.size()] = component;
                    laneBuffer[members.size()] = lane;
                    members.add(found);
                    byVantage.add(hasOneVantage(found) ? found.inOneGroup() : found);
                }
            }
        }
        this.componentOf = Arrays.copyOf(componentBuffer, members.size());
        this.laneOf = Arrays.copyOf(laneBuffer, members.size());
        this.weight = new double[members.size()];
        splitBudget();
        this.narrower = new boolean[members.size()];
        for (int h = 0; h < members.size(); h++) {
            narrower[h] = isSaidNarrower(h);
        }
    }

    /// The numbers of the paths that cross each component, ascending.
    private static Map<Component, List<Integer>> pathsByComponent(Topology topology) {
        Map<Component, List<Integer>> crossing = new HashMap<>();
        for (int path = 0; path < topology.routes().size(); path++) {
            for (Component component : topology.routes().get(path).crossings().keySet()) {
                crossing.computeIfAbsent(component, _ -> new ArrayList<>()).add(path);
            }
        }
        return crossing;
    }

    private boolean isSaidNarrower(int h) {
        for (int other : ofLane(laneOf[h])) {
            if (isNarrowerWord(component(other), component(h))
                    && members(other).sameAs(members(h))) {
                return true;
            }
        }
        return false;
    }

    /// Whether `one`, where it has the same members as `other`, is the same thing said narrower: a
    /// provider that is crossed in one region only, or the link to an upstream seen in one region.
    static boolean isNarrowerWord(Component one, Component other) {
        return switch (one) {
            case Component.ProviderAtRegion(String provider, _) -> switch (other) {
                case Component.Provider(String whole) -> provider.equals(whole);
                case Component.Link(String first, String second) -> provider.equals(first)
                        || provider.equals(second);
                case Component.ProviderAtRegion _,Component.Region _ -> false;
                case Component.Host _,Component.Vantage _ -> false;
                case Component.Service _,Component.ServiceAtRegion _ -> false;
                case Component.AccessNetwork _,Component.Kind _ -> false;
            };
            case Component.AccessNetwork(String provider) -> other
                    .equals(new Component.Provider(provider));
            case Component.ServiceAtRegion(String service, _) -> other
                    .equals(new Component.Service(service));
            case Component.Provider _,Component.Link _ -> false;
            case Component.Region _,Component.Host _ -> false;
            case Component.Vantage _,Component.Service _,Component.Kind _ -> false;
        };
    }

    private Members membersOf(Component component, List<Integer> paths, int lane) {
        List<Integer> found = new ArrayList<>();
        TreeSet<String> vantages = new TreeSet<>();
        for (int path : paths) {
            int i = series.seriesOf(path, series.lanes().get(lane).signal());
            if (i >= 0 && series.laneOf(i) == lane) {
                found.add(i);
                vantages.add(series.path(i).vantage());
            }
        }
        TreeMap<String, List<Integer>> groups = new TreeMap<>();
        for (int i : found) {
            String group = vantages.size() > 1
                    ? series.path(i).vantage()
                    : series.topology().targetOf(series.path(i)).region();
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(i);
        }
        Members flat = Members.ofGroups(groups);
        for (int m = 0; m < flat.size(); m++) {
            flat.share()[m] = route(flat.series()[m]).crossings().getOrDefault(component, 1.0)
                    .floatValue();
        }
        return flat;
    }

    private boolean hasOneVantage(Members found) {
        String first = series.path(found.series()[0]).vantage();
        return Arrays.stream(found.series())
                .allMatch(i -> series.path(i).vantage().equals(first));
    }

    private Route route(int i) {
        return series.topology().routes().get(series.pathOf(i));
    }

    private void splitBudget() {
        Map<ComponentClass.Budget, Integer> counts = new EnumMap<>(ComponentClass.Budget.class);
        for (int h = 0; h < count(); h++) {
            counts.merge(budget(h), 1, Integer::sum);
        }
        for (int h = 0; h < count(); h++) {
            weight[h] = budget(h).share() / counts.getOrDefault(budget(h), 1);
        }
    }

    private ComponentClass.Budget budget(int h) {
        return classOf(h).budget();
    }

    ComponentClass classOf(int h) {
        return ComponentClass.of(component(h), series.topology());
    }

    int count() {
        return members.size();
    }

    Members members(int h) {
        return members.get(h);
    }

    /// The members grouped by vantage alone, as attribution weighs them.
    Members byVantage(int h) {
        return byVantage.get(h);
    }

    int laneOf(int h) {
        return laneOf[h];
    }

    Lane lane(int h) {
        return series.lanes().get(laneOf[h]);
    }

    Component component(int h) {
        return components.get(componentOf[h]);
    }

    List<Component> components() {
        return components;
    }

    /// The hypothesis of a component in a lane, or -1 where it has no member.
    int of(Component component, int lane) {
        int index = components.indexOf(component);
        return index < 0 ? -1 : hypothesisOf[index * series.lanes().size() + lane];
    }

    /// The hypotheses of a lane, in component order.
    int[] ofLane(int lane) {
        int lanes = series.lanes().size();
        int[] found = new int[components.size()];
        int count = 0;
        for (int component = 0; component < components.size(); component++) {
            int h = hypothesisOf[component * lanes + lane];
            if (h >= 0) {
                found[count++] = h;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /// Whether a narrower component has the very same members, so that this one need not be named.
    boolean hasNarrowerWord(int h) {
        return narrower[h];
    }

    /// w_j: the part of the false-alarm budget that a component's hypothesis may spend.
    double weight(int h) {
        return weight[h];
    }

    /// The part of the budget for one series on its own.
    double seriesWeight() {
        return ComponentClass.Budget.SINGLE_PATH.share() / Math.max(1, series.count());
    }
}
