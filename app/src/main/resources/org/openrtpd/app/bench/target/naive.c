/*
 * What RTPD's way to client programs is compared with: a server that writes each message by itself,
 * one call for each packet and client. It answers the handshake with the same bytes, waits until all
 * clients are there, and sends packets from memory until one goes away.
 *
 * usage: naive CLIENTS
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

enum { PACKET = 1024, MESSAGE = 6 + PACKET, MESSAGES = 1 << 16, MOST = 4096 };

static int echo(int client, size_t length) {
    unsigned char bytes[64];
    return recv(client, bytes, length, MSG_WAITALL) == (ssize_t) length
            && send(client, bytes, length, MSG_NOSIGNAL) == (ssize_t) length;
}

int main(int argc, char **argv) {
    int count = argc == 2 ? atoi(argv[1]) : 0;
    if (count < 1 || count > MOST) {
        fprintf(stderr, "usage: naive CLIENTS\n");
        return 2;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    static int clients[MOST];
    int on = 1, sock = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    unsigned char *messages = malloc((size_t) MESSAGES * MESSAGE);
    if (sock < 0 || !messages || bind(sock, (struct sockaddr *) &address, length)
            || listen(sock, MOST) || getsockname(sock, (struct sockaddr *) &address, &length)) {
        perror("opening");
        return 1;
    }
    for (int i = 0; i < MESSAGES; i++) {
        memcpy(messages + (size_t) i * MESSAGE, "\0\0\0\0\004\0DT", 8);
        memset(messages + (size_t) i * MESSAGE + 8, i, PACKET - 2);
    }
    printf("ready %d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (int i = 0; i < count; i++) {
        clients[i] = accept(sock, NULL, NULL);
        setsockopt(clients[i], IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (clients[i] < 0 || !echo(clients[i], 6) || !echo(clients[i], 10) || !echo(clients[i], 34)) {
            perror("shaking hands");
            return 1;
        }
    }
    for (int message = 0;; message = (message + 1) % MESSAGES) {
        for (int i = 0; i < count; i++) {
            if (send(clients[i], messages + (size_t) message * MESSAGE, MESSAGE, MSG_NOSIGNAL) <= 0) {
                return 0;
            }
        }
    }
}
