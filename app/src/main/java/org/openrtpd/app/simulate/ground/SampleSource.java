package org.openrtpd.app.simulate.ground;

/** The samples of one channel, each a function of its number. */
public interface SampleSource {

    /** Samples that one call of {@link #fill} makes. */
    int BLOCK = 256;

    /**
     * Makes {@link #BLOCK} samples. Blocks are asked for in order.
     *
     * @param firstSample number of the first, from 0 at the start of acquisition
     * @param into where they go
     * @param offset of the first one there
     */
    void fill(long firstSample, int[] into, int offset);
}
