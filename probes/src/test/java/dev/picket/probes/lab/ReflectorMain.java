package dev.picket.probes.lab;

import dev.picket.model.time.Clock;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.ResponderService;
import dev.picket.probes.stamp.ReflectorService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/// A STAMP reflector and a WireGuard gateway at the target, until they are ended.
public final class ReflectorMain {

    private static final int BUFFER_BYTES = 1 << 20;

    private ReflectorMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Clock clock = SystemClock.system();
        try (var plane = DatagramPlanes.open(clock, "reflector");
                var _ = ReflectorService.open(plane, clock,
                        new InetSocketAddress(Lab.TARGET, Lab.REFLECTOR_PORT));
                var _ = ResponderService.open(plane, clock, new ResponderService.Binding(
                        new InetSocketAddress(Lab.TARGET, Lab.GATEWAY_PORT), BUFFER_BYTES),
                        Gateway.open())) {
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
    }
}
