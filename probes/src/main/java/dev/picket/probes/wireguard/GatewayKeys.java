package dev.picket.probes.wireguard;

/// The key pair of who answers initiations, with what follows from it: a gateway's, or that of a
/// vantage whose gateway initiates.
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
