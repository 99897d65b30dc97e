package dev.picket.detector;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

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
    private final int[][] ofLane;
    private final Map<Component, Integer> numberOf = new HashMap<>();
    private final Weights weights;
    private final boolean[] narrower;
    private final Sides sides;

    /// The member series of one hypothesis in group order; group g is
    /// `groupStart[g]..groupStart[g+1]`.
    static final class Members {
        private static final float[] WHOLLY = {};

        private final int[] series;
        /// Empty where all cross wholly.
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

        /// How much of the m-th member crosses the component (0..1).
        float share(int m) {
            return share.length == 0 ? 1 : share[m];
        }

        int[] groupStart() {
            return groupStart;
        }

        /// Series in named groups, each crossing with share 1.
        static Members ofGroups(SortedMap<String, List<Integer>> groups) {
            int size = groups.values().stream().mapToInt(List::size).sum();
            int[] flat = new int[size];
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
            return new Members(flat, WHOLLY, start);
        }

        Members inOneGroup() {
            return new Members(series, share, new int[]{0, series.length});
        }

        int groupSize(int g) {
            return groupStart[g + 1] - groupStart[g];
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
        Set<Component> all = new HashSet<>();
        series.topology().routes().forEach(route -> all.addAll(route.crossings().keySet()));
        this.components = List.copyOf(new TreeSet<>(all));
        components.forEach(component -> numberOf.put(component, numberOf.size()));
        int lanes = series.lanes().size();
        this.hypothesisOf = new int[components.size() * lanes];
        Arrays.fill(hypothesisOf, -1);
        List<List<Integer>> found = membersFound(lanes);
        int count = (int) found.stream().filter(members -> !members.isEmpty()).count();
        this.componentOf = new int[count];
        this.laneOf = new int[count];
        for (int at = 0; at < hypothesisOf.length; at++) {
            if (!found.get(at).isEmpty()) {
                hypothesisOf[at] = members.size();
                componentOf[members.size()] = at / lanes;
                laneOf[members.size()] = at % lanes;
                Members grouped = grouped(components.get(at / lanes), found.get(at));
                members.add(grouped);
                byVantage.add(hasOneVantage(grouped) ? grouped.inOneGroup() : grouped);
            }
        }
        this.ofLane = new int[lanes][];
        for (int lane = 0; lane < lanes; lane++) {
            int wanted = lane;
            ofLane[lane] = IntStream.range(0, count).filter(h -> laneOf[h] == wanted).toArray();
        }
        this.weights = new Weights(this, series);
        this.sides = new Sides(this, series);
        this.narrower = new boolean[count];
        for (int h = 0; h < count; h++) {
            narrower[h] = isSaidNarrower(h);
        }
    }

    /// The series that cross each component, by component and then lane.
    private List<List<Integer>> membersFound(int lanes) {
        List<List<Integer>> found = new ArrayList<>();
        for (int at = 0; at < components.size() * lanes; at++) {
            found.add(new ArrayList<>());
        }
        for (int i = 0; i < series.count(); i++) {
            for (Component component : route(i).crossings().keySet()) {
                if (series.lane(i).mayBlame(component)) {
                    found.get(numberOf.getOrDefault(component, 0) * lanes + series.laneOf(i))
                            .add(i);
                }
            }
        }
        return found;
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

    private Members grouped(Component component, List<Integer> found) {
        TreeSet<String> vantages = new TreeSet<>();
        found.forEach(i -> vantages.add(series.path(i).vantage()));
        TreeMap<String, List<Integer>> groups = new TreeMap<>();
        for (int i : found) {
            String group = vantages.size() > 1
                    ? series.path(i).vantage()
                    : series.topology().targetOf(series.path(i)).region();
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(i);
        }
        Members whole = Members.ofGroups(groups);
        float[] share = new float[whole.size()];
        boolean partial = false;
        for (int m = 0; m < share.length; m++) {
            share[m] = route(whole.series()[m]).crossings().getOrDefault(component, 1.0)
                    .floatValue();
            partial |= share[m] != 1;
        }
        return partial ? new Members(whole.series(), share, whole.groupStart()) : whole;
    }

    private boolean hasOneVantage(Members found) {
        String first = series.path(found.series()[0]).vantage();
        return Arrays.stream(found.series())
                .allMatch(i -> series.path(i).vantage().equals(first));
    }

    private Route route(int i) {
        return series.topology().routes().get(series.pathOf(i));
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

    List<Lane> lanes() {
        return series.lanes();
    }

    Component component(int h) {
        return components.get(componentOf[h]);
    }

    List<Component> components() {
        return components;
    }

    /// The hypothesis of a component in a lane, or -1 where it has no member.
    int of(Component component, int lane) {
        int index = numberOf.getOrDefault(component, -1);
        return index < 0 ? -1 : hypothesisOf[index * series.lanes().size() + lane];
    }

    /// The hypotheses of a lane, in component order.
    int[] ofLane(int lane) {
        return ofLane[lane];
    }

    /// Whether a narrower component has the very same members, so that this one need not be named.
    boolean hasNarrowerWord(int h) {
        return narrower[h];
    }

    /// w_j: the part of the false-alarm budget that a component's hypothesis may spend.
    double weight(int h) {
        return weights.of(h);
    }

    Sides sides() {
        return sides;
    }

    /// The budget as it is shared out.
    Weights weights() {
        return weights;
    }
}
