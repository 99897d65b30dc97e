package dev.picket.simulation.loopback;

import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.world.World;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The loopback addresses of a world: one for every vantage (127.10.x.y) and for every target that
/// listens (127.20.x.y), so that who sends to whom is told from the addresses alone.
record LoopbackAddresses(SortedMap<String, InetAddress> vantages,
        SortedMap<String, InetAddress> targets) {

    private static final int VANTAGE_NET = 10;
    private static final int TARGET_NET = 20;
    private static final int PER_NET = 250;
    /// Addresses of one kind; 127.n/16 has more.
    private static final int ADDRESSES_MAX = PER_NET * PER_NET;

    LoopbackAddresses {
        vantages = Collections.unmodifiableSortedMap(new TreeMap<>(vantages));
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    static LoopbackAddresses of(World world) {
        SortedMap<String, InetAddress> vantages = new TreeMap<>();
        world.vantages().keySet()
                .forEach(name -> vantages.put(name, address(VANTAGE_NET, vantages.size())));
        SortedMap<String, InetAddress> targets = new TreeMap<>();
        world.targets().values().stream()
                .filter(target -> target.kind() != ProbeKind.MACHINE_CREATE)
                .forEach(target -> targets.put(target.name(),
                        address(TARGET_NET, targets.size())));
        return new LoopbackAddresses(vantages, targets);
    }

    InetAddress vantage(String name) {
        InetAddress address = vantages.get(name);
        if (address == null) {
            throw new IllegalArgumentException("no such vantage: " + name);
        }
        return address;
    }

    private static InetAddress address(int net, int number) {
        if (number >= ADDRESSES_MAX) {
            throw new IllegalArgumentException("more than " + ADDRESSES_MAX + " addresses");
        }
        byte[] octets = {127, (byte) net, (byte) (number / PER_NET), (byte) (number % PER_NET + 1)};
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
