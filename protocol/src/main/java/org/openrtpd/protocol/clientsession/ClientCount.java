package org.openrtpd.protocol.clientsession;

/** Everything that the sessions of clients count; the name is the tag of the meter. */
public enum ClientCount {
    HEARTBEATS("heartbeats sent"),
    ATTR_CHANGES("attributes changed after the handshake"),
    SOH_REQUESTS("SOH requests handed out"),
    SOH_RATE("SOH requests not answered because too many came"),
    COMMANDS("commands handed out"),
    UNKNOWN_TYPE("messages of an unknown type, ignored"),
    UNEXPECTED_TYPE("messages that no client has to send after its handshake, ignored"),
    MALFORMED("messages whose body does not fit their type, ignored");

    private final String meaning;

    ClientCount(String meaning) {
        this.meaning = meaning;
    }

    /** What is counted, for people. */
    public String meaning() {
        return meaning;
    }
}
