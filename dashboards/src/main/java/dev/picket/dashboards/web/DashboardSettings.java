package dev.picket.dashboards.web;

import java.net.InetSocketAddress;

/// Where the pages are served. The same address for both gives one listener; port 0 lets the
/// system choose.
public record DashboardSettings(InetSocketAddress publicAddress,
        InetSocketAddress operatorAddress) {

    /// Both on one listener.
    public static DashboardSettings on(InetSocketAddress address) {
        return new DashboardSettings(address, address);
    }
}
