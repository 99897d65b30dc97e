package dev.picket.probes.wireguard;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The answering half of a session. A gateway that installs its peers just in time, when an
/// initiation of theirs arrives, has nothing to answer it with and initiates back instead.
///
/// Only the gateway's own initiations are answered: mac1 under our key, the gateway's static key
/// inside, a stamp greater than all it sent before. The rest is met with silence, as by WireGuard's
/// own implementations; mac2 and cookies are for who is under load, which a probe never is. Who
/// answers may not send before the initiator has: the first data message that opens under the new
/// keys confirms them, and until then they are kept beside whatever else the session has.
final class PeerCalls {

    /// Initiations that are opened in one run, which costs up to four key agreements each. A
    /// gateway makes one each 5 s.
    static final int OPENED_MAX = 8;

    private final WireGuardTarget target;
    private final int index;
    private Optional<Pending> pending = Optional.empty();
    private int opened;

    /// Keys that wait to be confirmed.
    private record Pending(Transport transport, int attempt) {}

    /// Keys that the gateway has confirmed.
    ///
    /// @param attempt our newest initiation when it was answered
    /// @param packet what the confirming message carried
    record Confirmed(Transport transport, int attempt, ByteBuffer packet) {}

    PeerCalls(WireGuardTarget target, long token) {
        this.target = target;
        this.index = WireGuardDemultiplexer.index(token, WireGuardDemultiplexer.ANSWER_NUMBER);
    }

    /// The response to an initiation, where it is the gateway's own and new.
    ///
    /// @param attempt our newest initiation by now
    Optional<ByteBuffer> answer(byte[] initiation, int attempt) {
        GatewayKeys keys = target.keys().answering();
        if (!keys.incoming().isSigned(initiation, Layout.INIT_MAC1) || opened >= OPENED_MAX) {
            return Optional.empty();
        }
        opened++;
        return ReceivedInitiation.read(keys, initiation)
                .filter(received -> received.sender().equals(target.keys().gateway()))
                .filter(this::isNew)
                .flatMap(received -> respond(received, attempt));
    }

    private boolean isNew(ReceivedInitiation received) {
        return received.timestamp(target.keys().staticStatic())
                .filter(stamp -> target.timestamps().takeHeard(target.keys().gateway(), stamp))
                .isPresent();
    }

    private Optional<ByteBuffer> respond(ReceivedInitiation received, int attempt) {
        PrivateKey ephemeral = PrivateKey.generate(target.entropy());
        Optional<ReceivedInitiation.Answer> answer = received.answer(target.keys().psk(),
                new ReceivedInitiation.Fresh(index, ephemeral));
        ephemeral.wipe();
        return answer.map(given -> {
            wipe();
            pending = Optional.of(new Pending(new Transport(given.transport()), attempt));
            return given.message();
        });
    }

    /// The pending keys, where `data` opens under them.
    Optional<Confirmed> confirmedBy(byte[] data) {
        if (!Layout.is(Layout.DATA, data) || Bytes.getInt(data, Layout.FIRST_INDEX) != index) {
            return Optional.empty();
        }
        Optional<Confirmed> confirmed = pending.flatMap(keys -> keys.transport().open(data)
                .map(packet -> new Confirmed(keys.transport(), keys.attempt(),
                        ByteBuffer.wrap(packet))));
        confirmed.ifPresent(_ -> pending = Optional.empty());
        return confirmed;
    }

    void wipe() {
        pending.ifPresent(keys -> keys.transport().wipe());
        pending = Optional.empty();
    }
}
