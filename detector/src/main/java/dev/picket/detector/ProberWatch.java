package dev.picket.detector;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The health of each vantage's own prober: what it says of itself, and whether it says anything.
///
/// A tick in which the prober itself may have lost packets is no trial of any path. A vantage is
/// silent when its rounds stop while rounds are being sent at all. That is no trouble of its prober
/// while its region is cut off ([RegionWatch]).
final class ProberWatch {

    /// Ticks without a word after which a vantage is silent, and faulty ticks that make trouble.
    private static final int PATIENCE_TICKS = 3;
    /// Clean ticks after which trouble is over.
    private static final int CLEAN_TICKS = 6;
    /// A stall shorter than this loses no packet: they wait in the receive buffer.
    private static final long HARMFUL_STALL_NANOS = 1_000_000_000L;
    /// Rounds kept for ticks that are not closed yet.
    private static final int MAX_WAITING = 4_096;

    private final TreeMap<String, State> states = new TreeMap<>();
    private final Map<Long, List<ProberRound>> waiting = new HashMap<>();
    private int waitingRounds;
    private boolean anyRoundSeen;
    private final RegionWatch regions;

    private static final class State {
        private int faulty;
        private int clean;
        private int silent;
        private boolean troubled;
        private boolean uplink;
    }

    ProberWatch(Topology topology, RegionWatch regions) {
        this.regions = regions;
        topology.vantages().keySet().forEach(name -> states.put(name, new State()));
    }

    void observe(ProberRound round) {
        anyRoundSeen = true;
        State state = states.get(round.vantage());
        if (state != null) {
            state.silent = 0;
        }
        if (waitingRounds < MAX_WAITING) {
            waitingRounds++;
            waiting.computeIfAbsent(round.tick(), _ -> new ArrayList<>()).add(round);
        }
    }

    /// Closes a tick: says whose trouble began or ended, and which vantages' tallies of this tick
    /// are no trials.
    Set<String> closeTick(long tick, Instant at, Set<String> tallied, List<Finding> findings) {
        Map<String, LocalFault> faults = new HashMap<>();
        Set<String> discarded = new HashSet<>();
        Set<String> heard = new HashSet<>(tallied);
        List<ProberRound> rounds = waiting.getOrDefault(tick, List.of());
        waiting.remove(tick);
        waitingRounds -= rounds.size();
        for (ProberRound round : rounds) {
            heard.add(round.vantage());
            for (LocalFault fault : round.faults()) {
                boolean harmful = losesPackets(fault.code(), round);
                if (harmful) {
                    discarded.add(round.vantage());
                }
                if (harmful || !faults.containsKey(round.vantage())) {
                    faults.put(round.vantage(), fault);
                }
            }
        }
        states.forEach((vantage, state) -> {
            state.silent = heard.contains(vantage) || !anyRoundSeen ? 0 : state.silent + 1;
            LocalFault fault = faults.get(vantage);
            judge(vantage, state,
                    fault == null ? silence(vantage, state, tick - 1) : Optional.of(fault),
                    new Judged(discarded.contains(vantage), at), findings);
        });
        return discarded;
    }

    /// The fault of a silent vantage, by what others saw of its region up to `now`; none while that
    /// is cut off.
    private Optional<LocalFault> silence(String vantage, State state, long now) {
        if (state.silent < PATIENCE_TICKS) {
            return Optional.empty();
        }
        Optional<RegionWatch.View> view = regions.ofVantage(vantage, now);
        boolean cutOff = view.map(RegionWatch.View::standing)
                .equals(Optional.of(RegionWatch.Standing.CUT_OFF));
        return cutOff
                ? Optional.empty()
                : Optional.of(new LocalFault(LocalFaultCode.LOCAL_SILENT, state.silent,
                        view.map(RegionWatch.View::words).orElse("")));
    }

    /// @param harmful whether the fault makes losses that look like the path's
    private record Judged(boolean harmful, Instant at) {}

    private static void judge(String vantage, State state, Optional<LocalFault> fault,
            Judged tick, List<Finding> findings) {
        if (fault.isEmpty()) {
            state.faulty = 0;
            state.clean += state.silent == 0 ? 1 : 0;
            if (state.troubled && !state.uplink && state.clean >= CLEAN_TICKS) {
                state.troubled = false;
                findings.add(new Finding.ProberRecovered(tick.at(), vantage));
            }
            return;
        }
        state.clean = 0;
        state.faulty++;
        boolean serious = tick.harmful() || state.silent >= PATIENCE_TICKS
                || state.faulty >= PATIENCE_TICKS;
        if (serious && !state.troubled) {
            state.troubled = true;
            findings.add(new Finding.ProberTrouble(tick.at(), vantage, fault.get()));
        }
    }

    /// Whether a fault makes losses that look like the path's.
    private static boolean losesPackets(LocalFaultCode code, ProberRound round) {
        return switch (code) {
            case LOCAL_RECEIVE_DROP, LOCAL_SEND_ERROR, LOCAL_FIREWALL, LOCAL_NO_ROUTE,
                    LOCAL_QUEUE_FULL, LOCAL_UPLINK ->
                true;
            case LOCAL_STALL -> round.health().stallMaxNanos() >= HARMFUL_STALL_NANOS;
            case LOCAL_LATE, LOCAL_START_LIMIT, LOCAL_CLOCK_STEP, LOCAL_NO_PERMISSION,
                    LOCAL_DESCRIPTORS,
                    LOCAL_ADDRESS_DENIED, LOCAL_CREDENTIALS, LOCAL_RATE_LIMITED,
                    LOCAL_CANCELLED, LOCAL_SILENT ->
                false;
        };
    }

    /// The evidence says that a vantage is itself at fault.
    ///
    /// @param now the last tick that is in
    void uplinkTrouble(String vantage, Instant at, long now, int badPaths,
            List<Finding> findings) {
        State state = states.get(vantage);
        if (state == null) {
            return;
        }
        state.uplink = true;
        if (!state.troubled) {
            state.troubled = true;
            findings.add(new Finding.ProberTrouble(at, vantage, new LocalFault(
                    LocalFaultCode.LOCAL_UPLINK, badPaths, badPaths + " paths bad" + regions
                            .ofVantage(vantage, now).map(view -> ", " + view.words()).orElse(""))));
        }
    }

    void uplinkRecovered(String vantage, Instant at, List<Finding> findings) {
        State state = states.get(vantage);
        if (state != null && state.uplink) {
            state.uplink = false;
            state.troubled = false;
            findings.add(new Finding.ProberRecovered(at, vantage));
        }
    }

    /// Whether every vantage of a region, and there is one, has said nothing for some ticks.
    boolean isSilentRegion(String region) {
        List<String> inside = regions.inside(region);
        return !inside.isEmpty() && inside.stream().allMatch(this::isSilent);
    }

    /// Whether a region is cut off: every vantage in it is silent or sees nothing but bad, and its
    /// targets are bad from elsewhere.
    boolean isCutOff(String region, long now) {
        List<String> inside = regions.inside(region);
        return !inside.isEmpty()
                && inside.stream()
                        .allMatch(vantage -> isSilent(vantage) || regions.isDark(vantage, now))
                && regions.of(region, now).standing() == RegionWatch.Standing.CUT_OFF;
    }

    private boolean isSilent(String vantage) {
        State state = states.get(vantage);
        return state != null && state.silent >= PATIENCE_TICKS;
    }
}
