package dev.picket.probes.wireguard;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.tunnel.Ending;
import dev.picket.probes.tunnel.Ladder;
import dev.picket.probes.tunnel.Turn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tunnel of a session and the ladder climbed in it: what the ladder sends goes out as data
/// messages, what authenticates goes in.
///
/// A gateway that has answered several of our initiations listens to the newest alone, so a later
/// answer replaces the keys while the ladder goes on.
final class OpenTunnel {

    /// Data messages of one run; what the ladder would send beyond is dropped.
    static final int MESSAGES_MAX = 128;

    private final int firstNumber;
    private final Map<Integer, byte[]> unsent = new HashMap<>();
    private Transport transport;
    private int attempt;
    private int messages;
    private int confirmation = -1;
    private Optional<Ladder> ladder = Optional.empty();
    private Optional<Ending> ending = Optional.empty();

    /// @param attempt the initiation the keys come from
    /// @param firstNumber of the session's packets that are data messages
    OpenTunnel(Transport transport, int attempt, int firstNumber) {
        this.transport = transport;
        this.attempt = attempt;
        this.firstNumber = firstNumber;
    }

    /// A keepalive under the present keys. The first confirms the handshake; after the last the
    /// gateway owes us nothing and stays quiet.
    Action.Send keepalive() {
        Action.Send send = send(new byte[0]);
        confirmation = confirmation < 0 ? send.packet() : confirmation;
        return send;
    }

    boolean isConfirmation(int packet) {
        return packet == confirmation;
    }

    boolean isClimbing() {
        return ladder.isPresent();
    }

    private Action.Send send(byte[] packet) {
        int number = firstNumber + messages++;
        return new Action.Send(number, ByteBuffer.wrap(transport.seal(packet)));
    }

    /// Begins to climb `whole`, which ends by `deadline`.
    List<Action> start(MonotonicInstant now, MonotonicInstant deadline, Ladder whole) {
        ladder = Optional.of(whole);
        return carriedOut(whole.start(now, deadline));
    }

    void sent(MonotonicInstant at, int packet) {
        byte[] inner = unsent.remove(packet);
        if (inner != null) {
            ladder.ifPresent(climbed -> climbed.sent(at, inner));
        }
    }

    /// Empty where the message does not authenticate, or came before the ladder began.
    Optional<List<Action>> received(MonotonicInstant now, byte[] message) {
        return transport.open(message).filter(_ -> isClimbing())
                .map(packet -> carried(now, packet));
    }

    /// A packet came out of the tunnel.
    List<Action> carried(MonotonicInstant now, byte[] packet) {
        return ladder.map(climbed -> carriedOut(climbed.received(now, packet))).orElse(List.of());
    }

    List<Action> expired(MonotonicInstant now) {
        return ladder.map(climbed -> carriedOut(climbed.expired(now))).orElse(List.of());
    }

    boolean isNewer(int answered) {
        return answered > attempt;
    }

    /// Goes on under newer keys.
    ///
    /// @param answered our newest initiation that is not newer than they are
    void rekey(int answered, Transport newer) {
        transport.wipe();
        transport = newer;
        attempt = answered;
    }

    private List<Action> carriedOut(Turn turn) {
        List<Action> actions = new ArrayList<>();
        for (byte[] packet : turn.packets()) {
            // One is left for the closing keepalive.
            if (messages < MESSAGES_MAX - 1) {
                Action.Send send = send(packet);
                unsent.put(send.packet(), packet);
                actions.add(send);
            }
        }
        ending = turn.ending();
        if (ending.isEmpty()) {
            actions.add(new Action.WakeAt(turn.wake()));
        }
        return actions;
    }

    /// How the ladder ended, once it has.
    Optional<Ending> ending() {
        return ending;
    }

    void wipe() {
        transport.wipe();
    }
}
