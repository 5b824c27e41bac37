package org.openrtpd.protocol.clientsession;

/** Told of what a client wants that a session cannot do alone. */
public interface ClientSessionListener {

    /** The filter is another from now on; {@link ClientSession#granted} says what was echoed. */
    void attributesChanged(ClientSession session);

    /** The client said START or STOP: {@link ClientSession#isForwarding}. */
    void forwardingChanged(ClientSession session);

    /** The client said FLUSH: packets that it has not been sent yet are to be dropped. */
    void flush(ClientSession session);

    /** The client asks for SOH: {@link ClientSession#answerSoh} is to be called, soon. */
    void sohRequested(ClientSession session);

    /**
     * The client sends a command to a recorder. Whether it may is not decided yet (client leg,
     * section 9).
     *
     * @param unit 0 for all attached units
     * @param command 0 to 1024 bytes, a copy
     */
    void command(ClientSession session, int unit, byte[] command);
}
