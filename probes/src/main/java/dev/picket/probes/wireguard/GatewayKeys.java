package dev.picket.probes.wireguard;

/// A gateway's own key pair, with what follows from it.
public final class GatewayKeys {

    private final Crypto crypto;
    private final PrivateKey own;
    private final PublicKey publicKey;
    private final Macs incoming;

    public GatewayKeys(Crypto crypto, PrivateKey own) {
        this.crypto = crypto;
        this.own = own;
        this.publicKey = own.publicKey(crypto);
        this.incoming = Macs.towards(publicKey);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    Crypto crypto() {
        return crypto;
    }

    PrivateKey own() {
        return own;
    }

    Macs incoming() {
        return incoming;
    }
}
