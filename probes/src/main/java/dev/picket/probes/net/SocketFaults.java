package dev.picket.probes.net;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import io.netty.channel.unix.Errors;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an error of a socket means. The JDK and Netty give the kernel's errno by class where they
/// can and otherwise in the text, which is strerror(3)'s.
public final class SocketFaults {

    private static final int CAUSES_MAX = 8;
    private static final List<String> DESCRIPTORS = List.of("too many open files");
    private static final List<String> FIREWALL = List.of("operation not permitted",
            "permission denied");
    private static final List<String> UNREACHABLE = List.of("no route to host",
            "network is unreachable", "host is unreachable", "network unreachable");
    private static final List<String> OURS = List.of("cannot assign requested address",
            "address already in use", "no buffer space", "cannot allocate memory");

    private SocketFaults() {}

    /// What is meant by the failure to open a connection.
    ///
    /// @param atOnce whether the call itself failed, so that nothing came from the network
    static Fault ofConnect(Throwable error, boolean atOnce) {
        Optional<Fault> ours = ours(error);
        if (ours.isPresent()) {
            return ours.get();
        }
        if (isUnreachable(error)) {
            return atOnce
                    ? new Fault.Ours(LocalFaultCode.LOCAL_NO_ROUTE, "connect failed at once")
                    : new Fault.OfTarget(FailureCode.CONNECT_UNREACHABLE,
                            "an ICMP error came back");
        }
        if (has(error, "timed out")) {
            return new Fault.OfTarget(FailureCode.CONNECT_SILENT,
                    "the kernel gave the connection up");
        }
        return new Fault.OfTarget(FailureCode.CONNECT_REFUSED,
                isRefusal(error) ? "the connection was refused" : "the connection was broken");
    }

    /// What is meant by an error of a datagram socket that is connected.
    public static Fault ofDatagram(Throwable error, boolean atOnce) {
        Optional<Fault> ours = ours(error);
        if (ours.isPresent()) {
            return ours.get();
        }
        if (isUnreachable(error)) {
            return atOnce
                    ? new Fault.Ours(LocalFaultCode.LOCAL_NO_ROUTE, "sending failed at once")
                    : new Fault.OfTarget(FailureCode.HOST_UNREACHABLE, "an ICMP error came back");
        }
        if (error instanceof PortUnreachableException || isRefusal(error)) {
            return new Fault.OfTarget(FailureCode.PORT_UNREACHABLE, "ICMP port unreachable");
        }
        return new Fault.Ours(LocalFaultCode.LOCAL_SEND_ERROR, words(error));
    }

    /// A fault of this machine, where `error` is one.
    public static Optional<Fault> ours(Throwable error) {
        if (has(error, DESCRIPTORS)) {
            return Optional.of(new Fault.Ours(LocalFaultCode.LOCAL_DESCRIPTORS,
                    "no socket could be opened"));
        }
        if (has(error, FIREWALL)) {
            return Optional.of(new Fault.Ours(LocalFaultCode.LOCAL_FIREWALL,
                    "the kernel refused to send"));
        }
        return has(error, OURS)
                ? Optional.of(new Fault.Ours(LocalFaultCode.LOCAL_SEND_ERROR, words(error)))
                : Optional.empty();
    }

    private static boolean isRefusal(Throwable error) {
        return error instanceof ConnectException || has(error, "connection refused");
    }

    private static boolean isUnreachable(Throwable error) {
        return error instanceof NoRouteToHostException || has(error, UNREACHABLE);
    }

    private static boolean has(Throwable error, List<String> texts) {
        return texts.stream().anyMatch(text -> has(error, text));
    }

    private static boolean has(Throwable error, String text) {
        Throwable at = error;
        for (int i = 0; at != null && i < CAUSES_MAX; i++) {
            String message = at.getMessage();
            if (message != null && message.toLowerCase(Locale.ROOT).contains(text)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    /// The kernel's words, without the name of a class.
    private static String words(Throwable error) {
        String message = error instanceof Errors.NativeIoException io
                ? io.getMessage()
                : error.getMessage();
        return message == null ? "the kernel gave no reason" : message;
    }
}
