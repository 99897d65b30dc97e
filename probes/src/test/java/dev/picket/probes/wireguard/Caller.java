package dev.picket.probes.wireguard;

import dev.picket.probes.session.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The gateway of a [Couple] where it initiates.
final class Caller {

    private static final int INDEX = 4_711;
    final Couple couple = new Couple();
    private Instant wall = Couple.WALL;
    private Optional<Initiation> calling = Optional.empty();
    private Optional<Transport> transport = Optional.empty();

    /// A new initiation of the gateway, its stamp greater than the last one's.
    byte[] call() {
        return callFrom(couple.gatewayKey);
    }

    byte[] callFrom(PrivateKey own) {
        wall = wall.plus(Duration.ofMillis(20));
        InitiatorKeys keys = InitiatorKeys.of(couple.crypto, own,
                new InitiatorKeys.Remote(couple.vantageKey.publicKey(couple.crypto), couple.psk))
                .orElseThrow();
        Initiation call = Initiation.create(keys, new Initiation.Fresh(INDEX,
                PrivateKey.generate(couple.entropy), Tai64n.of(wall), Optional.empty()));
        calling = Optional.of(call);
        return call.message().clone();
    }

    /// The response to the last call, which must be a true one.
    void accept(Action.Send response) {
        transport = Optional.of(new Transport(calling.orElseThrow()
                .accept(Bytes.copyOf(response.bytes())).orElseThrow()));
    }

    byte[] data(byte[] packet) {
        return transport.orElseThrow().seal(packet);
    }

    boolean opens(Action.Send data) {
        return transport.orElseThrow().open(Bytes.copyOf(data.bytes())).isPresent();
    }
}
