/* The reference of `bench packets`: what the kernel asks of anybody, in C.
 *
 * packets reflect PORT FILE     answers STAMP packets at 127.0.0.1:PORT (0: any; the port is printed)
 *                               until its input ends; then writes to FILE, for every answer, session,
 *                               sequence number and the nanoseconds from its kernel's receive stamp
 *                               to its kernel's transmit stamp
 * packets echo PORT COUNT WINDOW STAMPS
 *                               sends COUNT packets to 127.0.0.1:PORT, WINDOW of them in flight, by
 *                               sendmmsg and recvmmsg in batches of 32, and prints the nanoseconds of
 *                               CPU per echo; STAMPS 1 asks for kernel receive stamps, 2 for transmit
 *                               stamps too
 * packets ping COUNT WINDOW STAMPS
 *                               the same by ICMP echo of 64 octets to eight addresses of 127/8, by a
 *                               ping socket or, where none is allowed, a raw one
 * packets cost FILE COMMAND...  runs COMMAND, what it says to FILE, and prints the nanoseconds of CPU
 *                               it took
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BATCH 32
#define BYTES 44
#define PING_BYTES 64
#define PING_TARGETS 8
#define ICMP_FILTER_OPTION 1
#define ANSWERS_MAX (1 << 22)
#define SILENCE_MS 2000

static struct mmsghdr messages[BATCH];
static struct iovec vectors[BATCH];
static struct sockaddr_in names[BATCH];
static unsigned char payloads[BATCH][PING_BYTES + 60];
static char controls[BATCH][256];

static void fail(const char *what) { perror(what); exit(1); }

/* The options every socket of this program has. */
static void set_options(int fd, int stamps) {
    int bytes = 4 << 20;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    int flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
    if (stamps > 1)
        flags |= SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY;
    if (stamps && setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags)) fail("stamps");
}

static int open_socket(int port, int stamps) {
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (fd < 0 || bind(fd, (struct sockaddr *)&name, sizeof name)) fail("bind");
    set_options(fd, stamps);
    return fd;
}

/* A ping socket or a raw one. */
static int open_ping(int stamps) {
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, IPPROTO_ICMP);
    if (fd < 0) {
        unsigned kept_out = ~(1u << ICMP_ECHOREPLY);
        fd = socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK, IPPROTO_ICMP);
        if (fd < 0) fail("ping");
        setsockopt(fd, SOL_RAW, ICMP_FILTER_OPTION, &kept_out, sizeof kept_out);
    }
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(fd, (struct sockaddr *)&name, sizeof name)) fail("bind");
    set_options(fd, stamps);
    return fd;
}

static unsigned short checksum(const unsigned char *octets, int count) {
    unsigned sum = 0;
    for (int i = 0; i < count; i += 2) sum += octets[i] << 8 | octets[i + 1];
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    return htons(~sum & 0xffff);
}

static int bytes_sent = BYTES, bytes_room = BYTES;

/* Sends what is ready; waits where the send buffer is full, and passes over an earlier packet's error. */
static void send_all(int fd, int count) {
    for (int done = 0, errors = 0; done < count;) {
        int sent = sendmmsg(fd, messages + done, count - done, 0);
        if (sent > 0) {
            done += sent;
        } else if (errno == EAGAIN) {
            struct pollfd polled = {fd, POLLOUT, 0};
            poll(&polled, 1, SILENCE_MS);
        } else if (errors++ > BATCH) {
            fail("sendmmsg");
        }
    }
}

static void ready(int count, int with_control) {
    for (int i = 0; i < count; i++) {
        vectors[i] = (struct iovec){payloads[i], with_control ? bytes_room : bytes_sent};
        messages[i].msg_hdr = (struct msghdr){.msg_name = &names[i], .msg_namelen = sizeof names[i],
            .msg_iov = &vectors[i], .msg_iovlen = 1};
        if (with_control) {
            messages[i].msg_hdr.msg_control = controls[i];
            messages[i].msg_hdr.msg_controllen = sizeof controls[i];
        }
    }
}

/* The kernel's stamp of message i; *number becomes its datagram's number where it is a transmit stamp. */
static int64_t stamp_of(int i, int64_t *number) {
    int64_t stamp = 0;
    struct msghdr *header = &messages[i].msg_hdr;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c; c = CMSG_NXTHDR(header, c)) {
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPING) {
            struct timespec *t = (struct timespec *)CMSG_DATA(c);
            stamp = t->tv_sec * 1000000000LL + t->tv_nsec;
        } else if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR && number) {
            struct sock_extended_err *e = (struct sock_extended_err *)CMSG_DATA(c);
            if (e->ee_origin == SO_EE_ORIGIN_TIMESTAMPING) *number = e->ee_data;
        }
    }
    return stamp;
}

static double nanos_of(int whose) {
    struct rusage used;
    getrusage(whose, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e9
            + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e3;
}

struct answer { uint32_t session, sequence; int64_t received, sent; };
static struct answer *answers;

static void reflect(int port, const char *file) {
    int fd = open_socket(port, 2);
    struct sockaddr_in own;
    socklen_t length = sizeof own;
    getsockname(fd, (struct sockaddr *)&own, &length);
    printf("%d\n", ntohs(own.sin_port));
    fflush(stdout);
    answers = calloc(ANSWERS_MAX, sizeof *answers);
    if (!answers) fail("memory");
    uint32_t counters[65536] = {0};
    int64_t count = 0;
    for (;;) {
        struct pollfd polled[2] = {{fd, POLLIN, 0}, {0, POLLIN, 0}};
        poll(polled, 2, 1000);
        if (polled[1].revents && read(0, payloads[0], 1) <= 0) break;
        for (;;) {
            ready(BATCH, 1);
            int got = recvmmsg(fd, messages, BATCH, MSG_DONTWAIT, NULL);
            if (got <= 0) break;
            for (int i = 0; i < got; i++) {
                struct answer a = {0};
                a.received = stamp_of(i, NULL);
                a.session = payloads[i][14] << 8 | payloads[i][15];
                uint32_t sequence;
                memcpy(&sequence, payloads[i], 4);
                a.sequence = ntohl(sequence);
                answers[(count + i) % ANSWERS_MAX] = a;
                memcpy(payloads[i] + 24, payloads[i], 14);
                uint32_t own_number = htonl(counters[a.session]++);
                memcpy(payloads[i], &own_number, 4);
                messages[i].msg_hdr.msg_control = NULL;
                messages[i].msg_hdr.msg_controllen = 0;
            }
            send_all(fd, got);
            count += got;
        }
        for (;;) {
            ready(BATCH, 1);
            int got = recvmmsg(fd, messages, BATCH, MSG_ERRQUEUE | MSG_DONTWAIT, NULL);
            if (got <= 0) break;
            for (int i = 0; i < got; i++) {
                int64_t number = -1, stamp = stamp_of(i, &number);
                if (number >= 0) answers[number % ANSWERS_MAX].sent = stamp;
            }
        }
    }
    FILE *out = fopen(file, "w");
    if (!out) fail(file);
    for (int64_t i = 0; i < count && i < ANSWERS_MAX; i++)
        if (answers[i].sent && answers[i].received)
            fprintf(out, "%u %u %lld\n", answers[i].session, answers[i].sequence,
                    (long long)(answers[i].sent - answers[i].received));
    fclose(out);
}

/* A STAMP request with its number. */
static void write_stamp(int i, uint32_t number) {
    uint32_t sequence = htonl(number);
    memset(payloads[i], 0, BYTES);
    memcpy(payloads[i], &sequence, 4);
    payloads[i][15] = 1;
}

/* An echo request with its number. */
static void write_ping(int i, uint32_t number) {
    struct icmphdr *header = (struct icmphdr *)payloads[i];
    uint32_t sequence = htonl(number);
    memset(payloads[i], 0, PING_BYTES);
    header->type = ICMP_ECHO;
    header->un.echo.sequence = htons(number & 0xffff);
    memcpy(payloads[i] + sizeof *header, &sequence, 4);
    header->checksum = checksum(payloads[i], PING_BYTES);
}

static void echo(int fd, int port, long count, long window, int stamps) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    long sent = 0, received = 0;
    volatile int64_t seen = 0;
    while (received < count) {
        while (sent < count && sent - received <= window - BATCH) {
            ready(BATCH, 0);
            for (int i = 0; i < BATCH; i++) {
                if (!port) to.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 0x10000 + i % PING_TARGETS);
                names[i] = to;
                if (port) write_stamp(i, (uint32_t)sent + i); else write_ping(i, (uint32_t)sent + i);
            }
            send_all(fd, BATCH);
            sent += BATCH;
            while (stamps > 1) {
                ready(BATCH, 1);
                int got = recvmmsg(fd, messages, BATCH, MSG_ERRQUEUE | MSG_DONTWAIT, NULL);
                for (int i = 0; i < got; i++) {
                    int64_t number;
                    seen += stamp_of(i, &number);
                }
                if (got < BATCH) break;
            }
        }
        struct pollfd polled = {fd, POLLIN, 0};
        if (poll(&polled, 1, SILENCE_MS) == 0) {
            fprintf(stderr, "%ld of %ld echoes\n", received, sent);
            exit(1);
        }
        ready(BATCH, 1);
        int got = recvmmsg(fd, messages, BATCH, MSG_DONTWAIT, NULL);
        for (int i = 0; i < got; i++) seen += stamp_of(i, NULL);
        received += got > 0 ? got : 0;
    }
    printf("%.1f\n", nanos_of(RUSAGE_SELF) / received);
}

static void cost(const char *file, char **command) {
    pid_t child = fork();
    if (child == 0) {
        int out = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (out < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) _exit(126);
        execvp(command[0], command);
        _exit(127);
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0) fail("wait");
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 125) exit(1);
    printf("%.1f\n", nanos_of(RUSAGE_CHILDREN));
}

int main(int argc, char **argv) {
    if (argc == 4 && !strcmp(argv[1], "reflect")) {
        reflect(atoi(argv[2]), argv[3]);
    } else if (argc == 6 && !strcmp(argv[1], "echo")) {
        echo(open_socket(0, atoi(argv[5])), atoi(argv[2]), atol(argv[3]), atol(argv[4]), atoi(argv[5]));
    } else if (argc == 5 && !strcmp(argv[1], "ping")) {
        bytes_sent = PING_BYTES;
        bytes_room = PING_BYTES + 60;
        echo(open_ping(atoi(argv[4])), 0, atol(argv[2]), atol(argv[3]), atoi(argv[4]));
    } else if (argc >= 4 && !strcmp(argv[1], "cost")) {
        cost(argv[2], argv + 3);
    } else {
        fprintf(stderr, "usage: reflect PORT FILE | echo PORT COUNT WINDOW STAMPS | "
                "ping COUNT WINDOW STAMPS | cost FILE COMMAND...\n");
        return 2;
    }
    return 0;
}
