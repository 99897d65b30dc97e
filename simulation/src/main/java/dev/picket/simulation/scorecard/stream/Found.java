package dev.picket.simulation.scorecard.stream;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a detector has found so far: each of its findings by id, and whose prober is troubled.
public final class Found {

    /// One finding as it stands.
    public static final class Fault {
        private final Instant opened;
        private Diagnosis diagnosis;
        private Optional<Instant> paged = Optional.empty();
        private Optional<Diagnosis> pagedWith = Optional.empty();
        private Optional<Instant> resolved = Optional.empty();

        private Fault(Instant opened, Diagnosis diagnosis) {
            this.opened = opened;
            this.diagnosis = diagnosis;
        }

        public Instant opened() {
            return opened;
        }

        /// The newest word on it.
        public Diagnosis diagnosis() {
            return diagnosis;
        }

        /// When its second key turned.
        public Optional<Instant> paged() {
            return paged;
        }

        /// What was known when it did.
        public Optional<Diagnosis> pagedWith() {
            return pagedWith;
        }

        public Optional<Instant> resolved() {
            return resolved;
        }

        public boolean isOpen() {
            return resolved.isEmpty();
        }
    }

    private final Map<Long, Fault> faults = new TreeMap<>();
    private final TreeSet<String> troubled = new TreeSet<>();
    private int troubles;

    /// Takes the findings of a tick.
    public void take(List<Finding> findings) {
        findings.forEach(this::take);
    }

    private void take(Finding finding) {
        switch (finding) {
            case Finding.Opened(long id, Instant at, Diagnosis diagnosis) ->
                faults.put(id, new Fault(at, diagnosis));
            case Finding.Revised(long id, Instant at, Diagnosis diagnosis) ->
                faults.computeIfAbsent(id, _ -> new Fault(at, diagnosis)).diagnosis = diagnosis;
            case Finding.Pageable(long id, Instant at, Diagnosis diagnosis) -> {
                Fault fault = faults.computeIfAbsent(id, _ -> new Fault(at, diagnosis));
                fault.diagnosis = diagnosis;
                fault.paged = fault.paged.or(() -> Optional.of(at));
                fault.pagedWith = fault.pagedWith.or(() -> Optional.of(diagnosis));
            }
            case Finding.Resolved(long id, Instant at, _, _) ->
                Optional.ofNullable(faults.get(id)).ifPresent(
                        fault -> fault.resolved = Optional.of(at));
            case Finding.ProberTrouble(_, String vantage, _) -> {
                troubled.add(vantage);
                troubles++;
            }
            case Finding.ProberRecovered(_, String vantage) -> troubled.remove(vantage);
            case Finding.ScopeChanged _,Finding.Unexplained _ -> {
            }
            case Finding.Suspected _,Finding.Subsided _,Finding.Recovering _,Finding.CloserLook _ ->
                {
                }
            case Finding.BaselineAccepted _,Finding.Miscalibrated _ -> {
            }
        }
    }

    /// All findings, in the order they opened.
    public List<Fault> faults() {
        return List.copyOf(faults.values());
    }

    /// Those not resolved.
    public List<Fault> open() {
        return faults.values().stream().filter(Fault::isOpen).toList();
    }

    /// How many turned the second key.
    public long pages() {
        return faults.values().stream().filter(fault -> fault.paged.isPresent()).count();
    }

    /// Vantages whose prober is troubled now.
    public List<String> troubled() {
        return new ArrayList<>(troubled);
    }

    public int troubles() {
        return troubles;
    }
}
