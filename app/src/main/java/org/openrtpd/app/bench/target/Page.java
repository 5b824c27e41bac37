package org.openrtpd.app.bench.target;

/** Whether the RTPD that is measured has its page, and keeps what the page draws, besides. */
public enum Page {
    OFF("off"),
    /** Reads and decodes every packet that is taken in, by a thread of its own. */
    ON("127.0.0.1:0");

    private final String address;

    Page(String address) {
        this.address = address;
    }

    /** What {@code serve --http} is told. */
    String address() {
        return address;
    }
}
