package dev.picket.probes.session;

/// What the IP header of a datagram said when it arrived, where the plane tells it.
///
/// @param hopLimit what was left of it (time to live, in IPv4); negative where not known
/// @param trafficClass code point and congestion bits (RFC 2474, RFC 3168); negative where not
///        known
public record IpHeader(int hopLimit, int trafficClass) {

    public static final IpHeader NOT_KNOWN = new IpHeader(-1, -1);
}
