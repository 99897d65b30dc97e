package dev.picket.probes.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on a raw socket that does what a test says with each connection, then closes it.
public final class ScriptedPeer implements AutoCloseable {

    private final ServerSocket server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger accepted = new AtomicInteger();

    /// What is done with a connection. An exception of its socket ends it.
    public interface Script {
        void play(Socket socket, ScriptedPeer peer) throws IOException, InterruptedException;
    }

    public ScriptedPeer(Script script) {
        this(plain(), script);
    }

    public ScriptedPeer(ServerSocket server, Script script) {
        this.server = server;
        Thread.ofVirtual().start(() -> serve(script));
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> play(script, socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            script.play(socket, this);
        } catch (IOException _) {
            // The other end has gone, which is its right.
            socket.isClosed();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Connections taken so far.
    public int accepted() {
        return accepted.get();
    }

    /// Says and does nothing until the test is over.
    public void hang() throws InterruptedException {
        closing.await();
    }

    /// Reads until the end of a request's head.
    public static void readHead(Socket socket) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                return;
            }
            matched = octet == "\r\n\r\n".charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
        }
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// Closes by RST.
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
