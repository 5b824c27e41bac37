/*
 * What the C programs of the benchmark know of recorders over UDP (docs/recorder-leg.md): just
 * enough for the load generator to work against them. They check neither CRC nor session.
 */
#include <errno.h>
#include <stdint.h>

enum { BATCH = 64, UDP_HEADER = 36, PAYLOAD = 1024, LONGEST = UDP_HEADER + PAYLOAD };
enum { REFTEK = 0, DISCOVER = 0x100, OFFER, ATTACH, ATTACHED, ACK };
#define UNITS (1 << 20)

/* Datagrams that one call received. */
struct inbox {
    unsigned char bytes[BATCH][LONGEST];
    struct sockaddr_in from[BATCH];
    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH];
};

/* Acknowledgements that one call sends. */
struct outbox {
    unsigned char bytes[BATCH][UDP_HEADER];
    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH];
};

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void *room(size_t bytes) {
    void *p = calloc(1, bytes);
    if (!p) {
        fail("memory");
    }
    return p;
}

static uint32_t get16(const unsigned char *p) {
    return p[0] << 8 | p[1];
}

static uint32_t get32(const unsigned char *p) {
    return get16(p) << 16 | get16(p + 2);
}

static void put16(unsigned char *p, uint32_t v) {
    p[0] = v >> 8;
    p[1] = v;
}

static void put32(unsigned char *p, uint32_t v) {
    put16(p, v >> 16);
    put16(p + 2, v);
}

/* A head with the magic, version 1 and a window of 16, session 1. */
static void datagram(unsigned char *p, int type, uint32_t body, uint32_t unit, uint32_t ack) {
    memset(p, 0, UDP_HEADER);
    put16(p, type);
    put32(p + 2, body);
    memcpy(p + 6, "RTPU\001\020", 6);
    put32(p + 12, unit);
    put32(p + 16, 1);
    put32(p + 24, ack);
}

/* Room for what comes while the program is busy. */
static void widen(int sock) {
    int buffer = 4 << 20;
    setsockopt(sock, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
}

static void open_inbox(struct inbox *in) {
    for (int i = 0; i < BATCH; i++) {
        in->parts[i] = (struct iovec) {in->bytes[i], LONGEST};
        in->messages[i].msg_hdr.msg_iov = &in->parts[i];
        in->messages[i].msg_hdr.msg_iovlen = 1;
        in->messages[i].msg_hdr.msg_name = &in->from[i];
    }
}

/* Waits for one datagram and takes those that are there; how many. */
static int receive(int sock, struct inbox *in) {
    for (int i = 0; i < BATCH; i++) {
        in->messages[i].msg_hdr.msg_namelen = sizeof in->from[i];
    }
    int n = recvmmsg(sock, in->messages, BATCH, MSG_WAITFORONE, NULL);
    if (n < 0 && errno != EINTR) {
        fail("receiving");
    }
    return n;
}

/* Answers a recorder that wants to attach; true when it did with this datagram. */
static int greet(int sock, const unsigned char *p, size_t length, const struct sockaddr_in *from) {
    unsigned char answer[UDP_HEADER + 12] = {0};
    size_t answer_length = UDP_HEADER;
    uint32_t type = get16(p), unit = get32(p + 12);
    int attaches = type == ATTACH && length == UDP_HEADER + 16;
    if (attaches) {
        datagram(answer, ATTACHED, 0, unit, get32(p + UDP_HEADER + 12));
    } else if (type == DISCOVER) {
        answer_length += 12;
        datagram(answer, OFFER, 12, unit, 0);
    } else {
        return 0;
    }
    sendto(sock, answer, answer_length, 0, (const struct sockaddr *) from, sizeof *from);
    return attaches;
}

static void put_ack(
        struct outbox *out, int i, uint32_t unit, uint32_t next, struct sockaddr_in *peer) {
    datagram(out->bytes[i], ACK, 0, unit, next);
    out->parts[i] = (struct iovec) {out->bytes[i], UDP_HEADER};
    out->messages[i].msg_hdr.msg_iov = &out->parts[i];
    out->messages[i].msg_hdr.msg_iovlen = 1;
    out->messages[i].msg_hdr.msg_name = peer;
    out->messages[i].msg_hdr.msg_namelen = sizeof *peer;
}

static void send_acks(int sock, struct outbox *out, int count) {
    for (int sent = 0; sent < count;) {
        int n = sendmmsg(sock, out->messages + sent, count - sent, 0);
        if (n < 0 && errno != EINTR) {
            fail("acknowledging");
        }
        sent += n > 0 ? n : 0;
    }
}
