package dev.picket.probes.datagram;

import dev.picket.probes.session.IpHeader;

/// The headers of datagrams received, so that none is made for each: one for each hop limit, with
/// the traffic class it was last seen with. One thread.
final class HeaderCache {

    private static final int HOP_LIMITS = 256;

    private final IpHeader[] byHopLimit = new IpHeader[HOP_LIMITS];

    HeaderCache() {
        java.util.Arrays.fill(byHopLimit, IpHeader.NOT_KNOWN);
    }

    IpHeader of(int hopLimit, int trafficClass) {
        if (hopLimit < 0 || hopLimit >= HOP_LIMITS) {
            return IpHeader.NOT_KNOWN;
        }
        IpHeader known = byHopLimit[hopLimit];
        if (known.hopLimit() != hopLimit || known.trafficClass() != trafficClass) {
            known = new IpHeader(hopLimit, trafficClass);
            byHopLimit[hopLimit] = known;
        }
        return known;
    }
}
