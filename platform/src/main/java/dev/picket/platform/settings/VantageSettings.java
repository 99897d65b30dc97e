package dev.picket.platform.settings;

import dev.picket.model.topology.Vantage;
import java.net.InetAddress;

/// A vantage of this process; `bind` is the source address of its probes.
public record VantageSettings(Vantage vantage, InetAddress bind) {
    public String name() {
        return vantage.name();
    }
}
