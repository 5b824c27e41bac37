/*
 * What RTPD's way to client programs is compared with: a server that writes each message by itself,
 * one call for each packet and client. It answers the handshake with the same bytes, waits until all
 * clients are there, and sends packets until one goes away: from memory, or what recorders push over
 * UDP to the same port. It keeps no journal.
 *
 * usage: naive CLIENTS [live]
 * Prints "ready PORT".
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include "recorder-leg.h"

enum { PREAMBLE = 6, MESSAGE = PREAMBLE + PAYLOAD, MESSAGES = 1 << 16, MOST = 4096 };

struct unit {
    uint32_t next;
    int owes;
    struct sockaddr_in peer;
};

static int clients[MOST], client_count;

static int echo(int client, size_t length) {
    unsigned char bytes[64];
    return recv(client, bytes, length, MSG_WAITALL) == (ssize_t) length
            && send(client, bytes, length, MSG_NOSIGNAL) == (ssize_t) length;
}

/* To one client after the other; ends with the first that has gone. */
static void send_all(const unsigned char *message) {
    for (int i = 0; i < client_count; i++) {
        if (send(clients[i], message, MESSAGE, MSG_NOSIGNAL) <= 0) {
            exit(0);
        }
    }
}

static void serve_from_memory(void) {
    unsigned char *messages = room((size_t) MESSAGES * MESSAGE);
    for (int i = 0; i < MESSAGES; i++) {
        memcpy(messages + (size_t) i * MESSAGE, "\0\0\0\0\004\0DT", 8);
        memset(messages + (size_t) i * MESSAGE + 8, i, PAYLOAD - 2);
    }
    for (int message = 0;; message = (message + 1) % MESSAGES) {
        send_all(messages + (size_t) message * MESSAGE);
    }
}

/* Sends a packet on that is the next one of its unit; true when the unit is owed an answer. */
static int take(int sock, struct unit *units, unsigned char *p, size_t length,
        const struct sockaddr_in *from) {
    if (length < UDP_HEADER || get32(p + 12) >= UNITS) {
        return 0;
    }
    struct unit *unit = units + get32(p + 12);
    if (get16(p) != REFTEK) {
        if (greet(sock, p, length, from)) {
            unit->next = get32(p + UDP_HEADER + 12);
            unit->peer = *from;
        }
        return 0;
    }
    if (length == LONGEST && get32(p + 20) == unit->next) {
        /* The preamble takes the place of the head's last bytes, which are not wanted any more. */
        unsigned char *message = p + UDP_HEADER - PREAMBLE;
        put16(message, REFTEK);
        put32(message + 2, PAYLOAD);
        send_all(message);
        unit->next++;
    }
    int first = !unit->owes;
    unit->owes = 1;
    return first;
}

static void serve_live(int sock) {
    static struct inbox in;
    static struct outbox out;
    struct unit *units = room(UNITS * sizeof *units);
    open_inbox(&in);
    while (1) {
        uint32_t owing[BATCH];
        int n = receive(sock, &in), count = 0;
        for (int i = 0; i < n; i++) {
            uint32_t unit = get32(in.bytes[i] + 12);
            if (take(sock, units, in.bytes[i], in.messages[i].msg_len, &in.from[i])) {
                owing[count++] = unit;
            }
        }
        for (int i = 0; i < count; i++) {
            struct unit *unit = units + owing[i];
            put_ack(&out, i, owing[i], unit->next, &unit->peer);
            unit->owes = 0;
        }
        send_acks(sock, &out, count);
    }
}

int main(int argc, char **argv) {
    int live = argc == 3 && !strcmp(argv[2], "live");
    client_count = argc == 2 + live ? atoi(argv[1]) : 0;
    if (client_count < 1 || client_count > MOST) {
        fprintf(stderr, "usage: naive CLIENTS [live]\n");
        return 2;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int on = 1, sock = socket(AF_INET, SOCK_STREAM, 0), recorders = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (sock < 0 || recorders < 0 || bind(sock, (struct sockaddr *) &address, length)
            || listen(sock, MOST) || getsockname(sock, (struct sockaddr *) &address, &length)
            || bind(recorders, (struct sockaddr *) &address, length)) {
        fail("opening");
    }
    widen(recorders);
    printf("ready %d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (int i = 0; i < client_count; i++) {
        clients[i] = accept(sock, NULL, NULL);
        setsockopt(clients[i], IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (clients[i] < 0 || !echo(clients[i], 6) || !echo(clients[i], 10) || !echo(clients[i], 34)) {
            fail("shaking hands");
        }
    }
    if (live) {
        serve_live(recorders);
    }
    serve_from_memory();
}
