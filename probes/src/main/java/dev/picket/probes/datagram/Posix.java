package dev.picket.probes.datagram;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/// The Linux system calls of the kernel plane, by the foreign-function API. Each returns what the
/// call returned, or the error number negated.
@SuppressWarnings("restricted")
final class Posix {

    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EMSGSIZE = 90;
    static final int ENETUNREACH = 101;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EPOLL_CTL_ADD = 1;

    static final int SOL_SOCKET = 1;
    static final int SO_ERROR = 4;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_TIMESTAMPING = 37;
    static final int SO_RXQ_OVFL = 40;
    static final int SO_MEMINFO = 55;
    static final int IPPROTO_IP = 0;
    static final int IP_TOS = 1;
    static final int IP_TTL = 2;
    static final int IP_MTU_DISCOVER = 10;
    static final int IP_RECVERR = 11;
    static final int IP_RECVTTL = 12;
    static final int IP_RECVTOS = 13;
    static final int PMTUDISC_PROBE = 3;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_MTU_DISCOVER = 23;
    static final int IPV6_RECVERR = 25;
    static final int IPV6_RECVHOPLIMIT = 51;
    static final int IPV6_HOPLIMIT = 52;
    static final int IPV6_RECVTCLASS = 66;
    static final int IPV6_TCLASS = 67;
    static final int IPV6_V6ONLY = 26;

    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_ERRQUEUE = 0x2000;

    static final int EPOLLIN = 1;
    static final int EPOLLERR = 8;

    /// `struct epoll_event` is packed on x86-64 and nowhere else.
    static final boolean EPOLL_PACKED = "amd64".equals(architecture());
    static final long EPOLL_EVENT_BYTES = EPOLL_PACKED ? 12 : 16;
    static final long EPOLL_DATA_OFFSET = EPOLL_PACKED ? 4 : 8;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE
            .varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = ints("socket", 3);
    private static final MethodHandle CLOSE = ints("close", 1);
    private static final MethodHandle EVENTFD = ints("eventfd", 2);
    private static final MethodHandle EPOLL_CREATE = ints("epoll_create1", 1);
    private static final MethodHandle BIND = call("bind",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKNAME = call("getsockname",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SETSOCKOPT = call("setsockopt",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKOPT = call("getsockopt",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SENDMMSG = call("sendmmsg",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle RECVMMSG = call("recvmmsg",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle EPOLL_CTL = call("epoll_ctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle EPOLL_WAIT = call("epoll_wait",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle WRITE = call("write",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle READ = call("read",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

    private Posix() {}

    static String architecture() {
        return System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    }

    /// Memory for the error number of one thread's calls.
    static MemorySegment errorState(Arena arena) {
        return arena.allocate(STATE);
    }

    static int socket(MemorySegment state, int family, int type, int protocol) {
        try {
            return result(state, (int) SOCKET.invokeExact(state, family, type | NONBLOCK_CLOEXEC,
                    protocol));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int close(MemorySegment state, int fd) {
        try {
            return result(state, (int) CLOSE.invokeExact(state, fd));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int eventfd(MemorySegment state) {
        try {
            return result(state, (int) EVENTFD.invokeExact(state, 0, EFD_NONBLOCK_CLOEXEC));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int epollCreate(MemorySegment state) {
        try {
            return result(state, (int) EPOLL_CREATE.invokeExact(state, EPOLL_CLOEXEC));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int bind(MemorySegment state, int fd, MemorySegment name, int nameBytes) {
        try {
            return result(state, (int) BIND.invokeExact(state, fd, name, nameBytes));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int getsockname(MemorySegment state, int fd, MemorySegment name, MemorySegment bytes) {
        try {
            return result(state, (int) GETSOCKNAME.invokeExact(state, fd, name, bytes));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Sets an option of 32-bit words.
    static int setsockopt(MemorySegment state, int fd, int level, int option, int... words) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_INT, words);
            return result(state, (int) SETSOCKOPT.invokeExact(state, fd, level, option, memory,
                    words.length * Integer.BYTES));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Reads an option of 32-bit words into `values`; how many words came.
    static int getsockopt(MemorySegment state, int fd, int option, int[] values) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(JAVA_INT, values.length);
            MemorySegment length = arena.allocateFrom(JAVA_INT, 4 * values.length);
            int result = result(state, (int) GETSOCKOPT.invokeExact(state, fd, SOL_SOCKET, option,
                    memory, length));
            if (result < 0) {
                return result;
            }
            int words = Math.min(values.length, length.get(JAVA_INT, 0) / 4);
            MemorySegment.copy(memory, JAVA_INT, 0, values, 0, words);
            return words;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int sendmmsg(MemorySegment state, int fd, MemorySegment vector, int count) {
        try {
            return result(state,
                    (int) SENDMMSG.invokeExact(state, fd, vector, count, MSG_DONTWAIT));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int recvmmsg(MemorySegment state, int fd, MemorySegment vector, int count, int flags) {
        try {
            return result(state, (int) RECVMMSG.invokeExact(state, fd, vector, count, flags,
                    MemorySegment.NULL));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Watches `fd` for input; `id` comes back with its events.
    static int watch(MemorySegment state, int epoll, int fd, long id) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EPOLL_EVENT_BYTES, 8);
            event.set(JAVA_INT, 0, EPOLLIN);
            event.set(JAVA_LONG.withByteAlignment(4), EPOLL_DATA_OFFSET, id);
            return result(state,
                    (int) EPOLL_CTL.invokeExact(state, epoll, EPOLL_CTL_ADD, fd, event));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int epollWait(MemorySegment state, int epoll, MemorySegment events, int timeoutMillis) {
        try {
            int most = (int) (events.byteSize() / EPOLL_EVENT_BYTES);
            return result(state,
                    (int) EPOLL_WAIT.invokeExact(state, epoll, events, most, timeoutMillis));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Adds one to an eventfd.
    static void signal(MemorySegment state, int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocateFrom(JAVA_LONG, 1L);
            long ignored = (long) WRITE.invokeExact(state, fd, one, 8L);
            assert ignored == 8 || errno(state) == EAGAIN : "eventfd: errno " + errno(state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Empties an eventfd.
    static void clearSignal(MemorySegment state, int fd, MemorySegment scratch) {
        try {
            long ignored = (long) READ.invokeExact(state, fd, scratch, 8L);
            assert ignored == 8 || errno(state) == EAGAIN : "eventfd: errno " + errno(state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// The error in words a person can act on.
    static String errorText(int error) {
        return switch (error) {
            case EPERM -> "not permitted";
            case EACCES -> "permission denied (a port below 1024 needs CAP_NET_BIND_SERVICE)";
            case 24 -> "too many open files";
            case 98 -> "the address is already in use";
            case 99 -> "no interface of this machine has that address";
            default -> "error number " + error;
        };
    }

    private static int result(MemorySegment state, int returned) {
        return returned >= 0 ? returned : -errno(state);
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private static MethodHandle ints(String name, int arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments];
        java.util.Arrays.fill(layouts, JAVA_INT);
        return call(name, FunctionDescriptor.of(JAVA_INT, layouts));
    }

    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        MemorySegment symbol = LINKER.defaultLookup().find(name)
                .orElseThrow(() -> new UnsupportedOperationException("no system call " + name));
        return LINKER.downcallHandle(symbol, descriptor, Linker.Option.captureCallState("errno"));
    }

    private static AssertionError unexpected(Throwable e) {
        return e instanceof AssertionError error ? error : new AssertionError(e);
    }
}
