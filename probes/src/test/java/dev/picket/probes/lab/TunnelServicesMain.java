package dev.picket.probes.lab;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/// The API behind the gateway, until it is ended: 404 at one port, 200 at the next.
public final class TunnelServicesMain {

    private TunnelServicesMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        serve(TunnelFault.PORT, 404);
        serve(TunnelFault.PORT + 1, 200);
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private static void serve(int port, int status) throws IOException {
        HttpServer server = HttpServer
                .create(new InetSocketAddress(TunnelLab.GATEWAY, port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }
}
