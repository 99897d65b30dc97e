package dev.picket.probes.wireguard;

import java.util.Optional;

/// All that a vantage needs to know to make handshakes with one gateway, with what never changes
/// computed once: the static-static secret and the keys of the authenticators.
public final class InitiatorKeys {

    private final GatewayKeys answering;
    private final PublicKey gateway;
    private final PresharedKey psk;
    private final byte[] staticStatic;
    private final Macs outgoing;

    private InitiatorKeys(Crypto crypto, PrivateKey own, Remote remote, byte[] staticStatic) {
        this.answering = new GatewayKeys(crypto, own);
        this.gateway = remote.gateway();
        this.psk = remote.psk();
        this.staticStatic = staticStatic;
        this.outgoing = Macs.towards(remote.gateway());
    }

    /// The gateway as configuration names it.
    public record Remote(PublicKey gateway, PresharedKey psk) {}

    /// Empty where the gateway's public key is one nobody can have (a point of small order).
    public static Optional<InitiatorKeys> of(Crypto crypto, PrivateKey own, Remote remote) {
        return crypto.agree(own.raw(), remote.gateway().raw())
                .map(shared -> new InitiatorKeys(crypto, own, remote, shared));
    }

    /// The public half of the vantage's own key, by which the gateway knows it.
    public PublicKey ownPublic() {
        return answering.publicKey();
    }

    public PublicKey gateway() {
        return gateway;
    }

    /// Our key pair for when the gateway initiates.
    GatewayKeys answering() {
        return answering;
    }

    Crypto crypto() {
        return answering.crypto();
    }

    PrivateKey own() {
        return answering.own();
    }

    PresharedKey psk() {
        return psk;
    }

    byte[] staticStatic() {
        return staticStatic;
    }

    /// Authenticators of what we send.
    Macs outgoing() {
        return outgoing;
    }

    /// Authenticators of what we receive.
    Macs incoming() {
        return answering.incoming();
    }
}
