package dev.picket.simulation.bench.doors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/// Waits until a process that was just started takes connections.
final class Listening {

    private static final int TRIES_MAX = 200;
    private static final long PAUSE_MILLIS = 50;

    private Listening() {}

    static void await(int port, Process process) throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"),
                port);
        for (int i = 0; i < TRIES_MAX; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(address);
                return;
            } catch (IOException _) {
                if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        process.destroy();
        throw new IOException("nothing listens on port " + port);
    }
}
