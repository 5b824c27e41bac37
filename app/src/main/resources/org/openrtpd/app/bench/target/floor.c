/*
 * The floor that RTPD is compared with: the least that a receiver of recorders can do on this
 * machine. It reads datagrams or frames, copies them into a memory-mapped file, forces it when told
 * to, and acknowledges in batches. It checks neither CRC nor session, and knows just enough of the
 * layout (docs/recorder-leg.md) for the load generator to work against it.
 *
 * usage: floor udp|tcp FILE process|disk INTERVAL_US
 * Prints "ready PORT" and runs until it is killed, or whoever started it dies. In disk mode it
 * prints "force MICROSECONDS" for each.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "recorder-leg.h"

enum { TCP_HEADER = 6, TCP_ACK = TCP_HEADER + 6, TCP_WINDOW = 256, READ_AT_ONCE = 256 * 1024 };
#define CONNECTIONS (1 << 16)
#define BLOCK ((size_t) 64 << 20)

struct unit {
    uint32_t next;
    int dirty;
    int connection;
    struct sockaddr_in peer;
};

struct connection {
    uint32_t unit;
    size_t held;
    unsigned char partial[TCP_HEADER + 4 + PAYLOAD];
};

struct ack {
    uint32_t unit;
    uint32_t next;
};

static struct unit *units;
static struct connection *connections[CONNECTIONS];
static uint32_t *dirty;
static int dirty_count;
static int disk, tcp, sock, file;
static long interval_us;
static unsigned char *block;
static size_t used = BLOCK;
static off_t file_end;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t appended = PTHREAD_COND_INITIALIZER;

/* Copies behind the last entry; the file grows by whole blocks. */
static void append(const unsigned char *bytes, size_t length) {
    if (used + length > BLOCK) {
        if (block) {
            munmap(block, BLOCK);
        }
        if (ftruncate(file, file_end + BLOCK)) {
            fail("growing the file");
        }
        block = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, file, file_end);
        if (block == MAP_FAILED) {
            fail("mapping the file");
        }
        file_end += BLOCK;
        used = 0;
    }
    memcpy(block + used, bytes, length);
    used += length;
}

/* One packet of a unit: appended when it is the next one, answered anyway. */
static void packet(uint32_t unit, uint32_t seq, const unsigned char *bytes, size_t length) {
    if (seq == units[unit].next) {
        append(bytes, length);
        units[unit].next++;
    }
    if (!units[unit].dirty) {
        units[unit].dirty = 1;
        dirty[dirty_count++] = unit;
    }
}

static void acknowledge_udp(const struct ack *acks, int count) {
    static struct outbox out;
    for (int i = 0; i < count; i++) {
        put_ack(&out, i, acks[i].unit, acks[i].next, &units[acks[i].unit].peer);
    }
    send_acks(sock, &out, count);
}

static void acknowledge_tcp(const struct ack *ack) {
    unsigned char bytes[TCP_ACK];
    put16(bytes, ACK);
    put32(bytes + 2, 6);
    put32(bytes + 6, ack->next);
    put16(bytes + 10, TCP_WINDOW);
    /* A connection that is gone needs no acknowledgement. */
    (void) !send(units[ack->unit].connection, bytes, sizeof bytes, MSG_NOSIGNAL);
}

static void acknowledge(const struct ack *acks, int count) {
    for (int begin = 0; begin < count; begin += tcp ? 1 : BATCH) {
        if (tcp) {
            acknowledge_tcp(acks + begin);
        } else {
            acknowledge_udp(acks + begin, count - begin < BATCH ? count - begin : BATCH);
        }
    }
}

/* Empties the list of units that owe an acknowledgement. */
static int take_dirty(struct ack *into) {
    int count = dirty_count;
    for (int i = 0; i < count; i++) {
        into[i] = (struct ack) {dirty[i], units[dirty[i]].next};
        units[dirty[i]].dirty = 0;
    }
    dirty_count = 0;
    return count;
}

static long now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

/*
 * Group commit: while one force is under way more packets come, and they share the next one. What
 * is acknowledged after a force is what had been appended when it began.
 */
static void *force(void *acks) {
    for (long last = 0;;) {
        pthread_mutex_lock(&lock);
        while (!dirty_count) {
            pthread_cond_wait(&appended, &lock);
        }
        pthread_mutex_unlock(&lock);
        long wait = last + interval_us - now_us();
        if (wait > 0) {
            usleep(wait);
        }
        last = now_us();
        pthread_mutex_lock(&lock);
        int count = take_dirty(acks);
        pthread_mutex_unlock(&lock);
        if (fdatasync(file)) {
            fail("forcing the file");
        }
        long took = now_us() - last;
        acknowledge(acks, count);
        printf("force %ld\n", took);
        fflush(stdout);
    }
    return NULL;
}

static void begin_batch(void) {
    if (disk) {
        pthread_mutex_lock(&lock);
    }
}

static void end_batch(struct ack *acks) {
    if (disk) {
        if (dirty_count) {
            pthread_cond_signal(&appended);
        }
        pthread_mutex_unlock(&lock);
    } else {
        acknowledge(acks, take_dirty(acks));
    }
}

static void take_datagram(const unsigned char *p, size_t length, const struct sockaddr_in *from) {
    if (length < UDP_HEADER || get32(p + 12) >= UNITS) {
        return;
    }
    uint32_t unit = get32(p + 12);
    if (get16(p) == REFTEK) {
        packet(unit, get32(p + 20), p, length);
    } else if (greet(sock, p, length, from)) {
        units[unit].next = get32(p + UDP_HEADER + 12);
        units[unit].peer = *from;
    }
}

static void serve_udp(struct ack *acks) {
    static struct inbox in;
    open_inbox(&in);
    while (1) {
        int n = receive(sock, &in);
        begin_batch();
        for (int i = 0; i < n; i++) {
            take_datagram(in.bytes[i], in.messages[i].msg_len, &in.from[i]);
        }
        end_batch(acks);
    }
}

/* One whole frame of a connection. */
static void take_frame(struct connection *c, int fd, const unsigned char *p, size_t length) {
    uint32_t type = get16(p);
    if (type == REFTEK && length > TCP_HEADER + 4) {
        packet(c->unit, get32(p + TCP_HEADER), p, length);
    } else if (type == ATTACH && length == TCP_HEADER + 14 && get32(p + TCP_HEADER) < UNITS) {
        unsigned char answer[TCP_HEADER + 10] = {0};
        c->unit = get32(p + TCP_HEADER);
        units[c->unit].connection = fd;
        units[c->unit].next = get32(p + TCP_HEADER + 10);
        put16(answer, ATTACHED);
        put32(answer + 2, 10);
        put32(answer + 6, 1);
        put32(answer + 10, units[c->unit].next);
        put16(answer + 14, TCP_WINDOW);
        (void) !send(fd, answer, sizeof answer, MSG_NOSIGNAL);
    }
}

/* Reads once; whole frames are taken where they lie, the rest is kept until more comes. */
static int read_frames(struct connection *c, int fd, unsigned char *bytes) {
    memcpy(bytes, c->partial, c->held);
    ssize_t n = recv(fd, bytes + c->held, READ_AT_ONCE, 0);
    if (n <= 0) {
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    }
    size_t end = c->held + n, at = 0;
    while (end - at >= TCP_HEADER) {
        size_t length = TCP_HEADER + get32(bytes + at + 2);
        if (length > sizeof c->partial) {
            return 0;
        }
        if (end - at < length) {
            break;
        }
        take_frame(c, fd, bytes + at, length);
        at += length;
    }
    c->held = end - at;
    memcpy(c->partial, bytes + at, c->held);
    return 1;
}

static void accept_all(int poll) {
    for (int fd; (fd = accept4(sock, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        int on = 1;
        if (fd >= CONNECTIONS) {
            close(fd);
            continue;
        }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connections[fd] = room(sizeof *connections[fd]);
        epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
    }
}

static void serve_tcp(struct ack *acks) {
    unsigned char *bytes = room(READ_AT_ONCE + sizeof(struct connection));
    int poll = epoll_create1(0);
    struct epoll_event listening = {.events = EPOLLIN, .data.fd = sock}, events[BATCH];
    if (poll < 0 || listen(sock, 4096) || epoll_ctl(poll, EPOLL_CTL_ADD, sock, &listening)) {
        fail("listening");
    }
    while (1) {
        int n = epoll_wait(poll, events, BATCH, -1);
        begin_batch();
        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (fd == sock) {
                accept_all(poll);
            } else if (!read_frames(connections[fd], fd, bytes)) {
                close(fd);
                free(connections[fd]);
                connections[fd] = NULL;
            }
        }
        end_batch(acks);
    }
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: floor udp|tcp FILE process|disk INTERVAL_US\n");
        return 2;
    }
    tcp = !strcmp(argv[1], "tcp");
    disk = !strcmp(argv[3], "disk");
    interval_us = atol(argv[4]);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    struct rlimit files;
    if (!getrlimit(RLIMIT_NOFILE, &files)) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    units = room(UNITS * sizeof *units);
    dirty = room(UNITS * sizeof *dirty);
    struct ack *acks = room(UNITS * sizeof *acks);
    file = open(argv[2], O_RDWR | O_CREAT | O_TRUNC, 0600);
    sock = socket(AF_INET, tcp ? SOCK_STREAM | SOCK_NONBLOCK : SOCK_DGRAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (file < 0 || sock < 0) {
        fail("opening");
    }
    if (!tcp) {
        widen(sock);
    }
    if (bind(sock, (struct sockaddr *) &address, length)
            || getsockname(sock, (struct sockaddr *) &address, &length)) {
        fail("binding");
    }
    pthread_t forcing;
    if (disk && pthread_create(&forcing, NULL, force, room(UNITS * sizeof *acks))) {
        fail("starting a thread");
    }
    printf("ready %d\n", ntohs(address.sin_port));
    fflush(stdout);
    if (tcp) {
        serve_tcp(acks);
    }
    serve_udp(acks);
}
