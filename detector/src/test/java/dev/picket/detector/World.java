package dev.picket.detector;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// Feeds a detector with seeded tallies, tick by tick, and keeps what it finds.
final class World {

    static final int PACKETS = 20;
    static final int WARM_TICKS = 60;

    final Topology topology;
    final Detector detector;
    final List<Finding> findings = new ArrayList<>();
    final Set<String> silent = new HashSet<>();
    /// Rounds asked for by the detector, beside one for every path.
    private final Set<Path> extra = new HashSet<>();
    private boolean obeys;
    long extraRounds;
    private final TickTimes times;
    private final Random random;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Signal, Other> others = new EnumMap<>(Signal.class);
    private double lossRatio = 0.001;
    private double failRatio = 0.003;
    private Bursts bursts = new Bursts(0, 0, 1);
    private final Map<Path, Boolean> inBurst = new HashMap<>();
    private final long seed;
    private final long started;
    private final Duration grace;
    long now;

    /// Bad trials added to the paths that match, forward or both ways.
    record Fault(Predicate<Route> on, double forward, double back, double fail) {}

    /// What else a round tells of its packets, bad at this ratio on the paths that match.
    record Other(Predicate<Route> on, double ratio) {}

    /// Bursts of loss on single paths: how likely one begins in a round, its loss each way, and its
    /// mean length in ticks.
    record Bursts(double begins, double loss, double meanTicks) {}

    World(Topology topology, long seed) {
        this(topology, seed, DetectorSettings.defaults()
                .withTick(Duration.ofSeconds(1), Duration.ofSeconds(3))
                .withWarmUp(Duration.ofSeconds(WARM_TICKS)));
    }

    World(Topology topology, long seed, DetectorSettings settings) {
        this(topology, seed, settings, 1);
    }

    World(Topology topology, long seed, DetectorSettings settings, int partitions) {
        this.topology = topology;
        this.random = new Random(seed);
        this.detector = new Detector(topology, settings, partitions);
        this.times = new TickTimes(settings.tick());
        this.grace = settings.grace();
        this.started = 1_750_000_000L / settings.tick().toSeconds();
        this.now = started;
        this.seed = seed;
    }

    World background(double loss, double fail) {
        lossRatio = loss;
        failRatio = fail;
        return this;
    }

    /// Runs three rounds instead of one on the paths the detector asks for: of those of each
    /// vantage the first named, as many as a quarter more packets allow.
    World obeying() {
        obeys = true;
        return this;
    }

    private void obey(List<Finding> found) {
        extra.clear();
        Map<String, Integer> served = new HashMap<>();
        for (Finding finding : found) {
            if (obeys && finding instanceof Finding.CloserLook(_, List<Path> paths)) {
                for (Path path : paths) {
                    long ofVantage = topology.routes().stream().map(Route::path)
                            .filter(other -> other.vantage().equals(path.vantage())
                                    && other.kind() == path.kind())
                            .count();
                    if (served.merge(path.vantage(), 1, Integer::sum) <= Math.max(1,
                            ofVantage / 8)) {
                        extra.add(path);
                    }
                }
            }
        }
    }

    World bursts(Bursts some) {
        bursts = some;
        return this;
    }

    /// Begins with what another world's detector has learnt, and so without warm-up.
    World learnt(DetectorMemory memory) {
        detector.restore(memory);
        return this;
    }

    static Fault loss(Predicate<Route> on, double each) {
        return new Fault(on, each, each, 1 - (1 - each) * (1 - each));
    }

    static Predicate<Route> crosses(Component component) {
        return route -> route.crosses(component);
    }

    static Predicate<Route> kind(ProbeKind kind) {
        return route -> route.path().kind() == kind;
    }

    void begin(Fault fault) {
        faults.add(fault);
    }

    /// From now on every round tells of `signal` too.
    World tells(Signal signal, Predicate<Route> on, double ratio) {
        others.put(signal, new Other(on, ratio));
        return this;
    }

    void end() {
        faults.clear();
        others.replaceAll((_, other) -> new Other(other.on(), 0));
    }

    List<Finding> run(int ticks) {
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            for (Route route : topology.routes()) {
                if (!silent.contains(route.path().vantage())) {
                    probe(route);
                    for (int more = 0; more < 2 && extra.contains(route.path()); more++) {
                        probe(route);
                        extraRounds++;
                    }
                }
            }
            now++;
            List<Finding> ofTick = detector.advance(times.start(now).plus(grace));
            obey(ofTick);
            found.addAll(ofTick);
        }
        findings.addAll(found);
        return found;
    }

    private void probe(Route route) {
        double forward = lossRatio / 2;
        double back = lossRatio / 2;
        double fail = failRatio;
        for (Fault fault : faults) {
            if (fault.on().test(route)) {
                forward = 1 - (1 - forward) * (1 - fault.forward());
                back = 1 - (1 - back) * (1 - fault.back());
                fail = 1 - (1 - fail) * (1 - fault.fail());
            }
        }
        switch (route.path().kind()) {
            case STAMP, ICMP -> {
                double burst = burst(route.path());
                others.forEach((signal, other) -> other(route, signal, other));
                stamp(route.path(), 1 - (1 - forward) * (1 - burst), 1 - (1 - back) * (1 - burst));
            }
            case WIREGUARD, TCP, HTTP, DNS -> single(route.path(), fail);
            case MACHINE_CREATE -> {
                if (Math.floorMod(now + route.path().key().hashCode(), 6) == 0) {
                    single(route.path(), fail);
                }
            }
        }
    }

    private double burst(Path path) {
        if (bursts.begins() <= 0) {
            return 0;
        }
        boolean before = inBurst.getOrDefault(path, false);
        double stays = before ? 1 - 1 / bursts.meanTicks() : bursts.begins();
        boolean inIt = random.nextDouble() < stays;
        inBurst.put(path, inIt);
        return inIt ? bursts.loss() : 0;
    }

    private void other(Route route, Signal signal, Other other) {
        int bad = 0;
        for (int packet = 0; other.on().test(route) && packet < PACKETS; packet++) {
            bad += random.nextDouble() < other.ratio() ? 1 : 0;
        }
        send(route.path(), signal, PACKETS, bad);
    }

    private void stamp(Path path, double forward, double back) {
        int lostForward = 0;
        int lostReturn = 0;
        for (int packet = 0; packet < PACKETS; packet++) {
            if (random.nextDouble() < forward) {
                lostForward++;
            } else if (random.nextDouble() < back) {
                lostReturn++;
            }
        }
        send(path, Signal.LOST, PACKETS, lostForward + lostReturn);
        send(path, Signal.LOST_FORWARD, PACKETS, lostForward);
        send(path, Signal.LOST_RETURN, PACKETS, lostReturn);
    }

    private void single(Path path, double fail) {
        send(path, Signal.FAILED, 1, random.nextDouble() < fail ? 1 : 0);
    }

    private void send(Path path, Signal signal, int trials, int bad) {
        detector.observe(new RoundTally(path, signal, now, trials, bad));
    }

    /// The findings in short, for a failing test to show.
    String story() {
        StringBuilder story = new StringBuilder("seed " + seed + "\n");
        for (Finding finding : findings) {
            story.append(finding.at().getEpochSecond() - started).append("s ");
            switch (finding) {
                case Finding.Opened(long id, _, var d) -> tell(story, "opened", id, d);
                case Finding.Revised(long id, _, var d) -> tell(story, "revised", id, d);
                case Finding.Pageable(long id, _, var d) -> tell(story, "pageable", id, d);
                case Finding.Suspected _,Finding.Subsided _ -> story.append(finding);
                case Finding.CloserLook(_, var paths) -> story.append("closer look at ")
                        .append(paths.size()).append(" paths");
                case Finding.ScopeChanged _,Finding.Unexplained _ -> story.append(finding);
                case Finding.Recovering _,Finding.Resolved _ -> story.append(finding);
                case Finding.ProberTrouble _,Finding.ProberRecovered _ -> story.append(finding);
                case Finding.BaselineAccepted _,Finding.Miscalibrated _ -> story.append(finding);
            }
            story.append('\n');
        }
        return story.toString();
    }

    private static void tell(StringBuilder story, String what, long id, Diagnosis diagnosis) {
        story.append(what).append(' ').append(id).append(' ').append(diagnosis.culprit().key())
                .append(' ').append(diagnosis.confidence()).append(' ').append(diagnosis.kind())
                .append(' ').append(diagnosis.signal()).append(' ').append(diagnosis.harm())
                .append(diagnosis.regions()).append(' ').append(diagnosis.contrast().text())
                .append(' ').append(diagnosis.onset()).append(' ')
                .append(diagnosis.logEvidence()).append('/').append(diagnosis.logThreshold());
        diagnosis.rivals().stream().limit(3).forEach(rival -> story.append("\n      ")
                .append(rival.component().key()).append(' ').append(rival.posterior()));
    }

    <T extends Finding> List<T> found(Class<T> type) {
        return findings.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
