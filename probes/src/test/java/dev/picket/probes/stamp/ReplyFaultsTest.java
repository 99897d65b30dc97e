package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Outcome;
import dev.picket.probes.session.SessionReport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that can be wrong with replies, and what a round of twenty says of it.
final class ReplyFaultsTest {

    private static final StampKey KEY = StampKey.of(new byte[StampKey.BYTES_MIN]);
    private static final String GOOD = "good";
    private static final String STATELESS = "stateless";
    private static final String TWICE = "twice";

    /// @param details those of the report
    /// @param arrange how it is made
    record Fault(String name, boolean authenticated, String code,
            Map<String, String> details, Consumer<Wire> arrange) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault fault(String name, String code, Consumer<Wire> arrange) {
        return new Fault(name, false, code, Map.of(), arrange);
    }

    /// Replies that are none to what was sent.
    private static Fault malformed(String name, UnaryOperator<ByteBuffer> mangled) {
        return new Fault(name, false, "STAMP_REPLY_MALFORMED", Map.of("malformedReplies", "20"),
                wire -> wire.mangled = mangled);
    }

    /// Replies that are not to this round.
    private static Fault stale(String name, Consumer<Wire> arrange) {
        return new Fault(name, false, "PATH_SILENT", Map.of("repliesToEarlierRounds", "20"),
                arrange);
    }

    private static Fault counted(String name, String count, Consumer<Wire> arrange) {
        return new Fault(name, false, GOOD, Map.of(StampRound.REFLECTOR_COUNT, count), arrange);
    }

    private static Stream<Fault> faults() {
        return Stream.of(fault("none", GOOD, _ -> {
        }),
                fault("as short as of TWAMP Light", GOOD,
                        wire -> wire.mangled = reply -> reply.limit(38)),
                malformed("without the sender's sequence number", reply -> reply.limit(27)),
                malformed("empty", reply -> reply.limit(0)),
                stale("of another session",
                        wire -> wire.mangled = reply -> reply.putShort(14, (short) 78)),
                stale("to another sequence number",
                        wire -> wire.mangled = reply -> reply.putInt(24, 5)),
                malformed("to another timestamp",
                        reply -> reply.putLong(28, reply.getLong(28) ^ 0x10000)),
                stale("those of the round before again", ReplyFaultsTest::replay),
                fault(TWICE, GOOD, wire -> range(20, wire.twiceBack::add)),
                fault("late", "PATH_LOSS", wire -> range(20, wire.slowBack::add)),
                fault("none at all", "PATH_SILENT", wire -> range(20, wire.lostBack::add)),
                fault("a quarter lost there", "PATH_FORWARD_LOSS",
                        wire -> range(5, wire.lostThere::add)),
                fault("a quarter lost on the way back", "PATH_RETURN_LOSS",
                        wire -> range(5, wire.lostBack::add)),
                fault("the last lost there", "PATH_FORWARD_LOSS", wire -> range(7,
                        packet -> wire.lostThere.add(2 * packet + 7))),
                counted("of a reflector that began anew", StampRound.BEGAN_ANEW,
                        wire -> wire.restartBefore = 10),
                counted(STATELESS, StampRound.COPIED,
                        wire -> wire.reflector = new StampReflector(862,
                                new ReflectorRules(Optional.empty(), false, List.of()))),
                fault("none, as a firewall here refuses", "LOCAL_FIREWALL",
                        wire -> range(20, wire.refused::add)),
                new Fault("signed", true, GOOD, Map.of(), _ -> {
                }),
                new Fault("signed otherwise", true, "STAMP_REPLY_MALFORMED",
                        Map.of("malformedReplies", "20"), wire -> wire.mangled = reply -> reply
                                .put(111, (byte) (reply.get(111) ^ 1))));
    }

    private static void range(int count, Consumer<Integer> each) {
        for (int i = 0; i < count; i++) {
            each.accept(i);
        }
    }

    /// In place of its own replies a round gets those of the round before.
    private static void replay(Wire wire) {
        Deque<ByteBuffer> recorded = new ArrayDeque<>();
        wire.mangled = reply -> {
            recorded.add(reply.duplicate());
            return reply;
        };
        wire.round();
        wire.mangled = _ -> recorded.remove();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void hasItsCodeAndItsStage(Fault fault) {
        Optional<StampKey> key = fault.authenticated ? Optional.of(KEY) : Optional.empty();
        Wire wire = new Wire(Wire.PROFILE, key);
        key.ifPresent(own -> wire.reflector = new StampReflector(862,
                new ReflectorRules(Optional.of(own), true, List.of())));
        if (!STATELESS.equals(fault.name)) {
            wire.round();
        }
        fault.arrange.accept(wire);

        SessionReport report = wire.round();

        switch (report.outcome()) {
            case Outcome.Good _ -> assertThat(fault.code).isEqualTo(GOOD);
            case Outcome.Failed(var failure) -> {
                assertThat(failure.code()).isEqualTo(FailureCode.valueOf(fault.code));
                assertThat(failure.stageNumber()).isEqualTo(2);
            }
            case Outcome.CouldNotTell(var local) -> assertThat(local.code().name())
                    .isEqualTo(fault.code);
            case Outcome.Skipped(var local) -> throw new AssertionError("skipped: " + local);
        }
        assertThat(report.details()).isEqualTo(fault.details);
        // With the last packet's first reply the round ends.
        assertThat(report.packets().duplicates()).isEqualTo(TWICE.equals(fault.name) ? 19 : 0);
    }
}
