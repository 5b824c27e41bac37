package org.openrtpd.protocol.station;

/**
 * First letter of a channel code: the band of a rate, in samples a second.
 *
 * <p>The naming convention has two letters for some rates, by the corner period of the sensor. No
 * packet says that period; the letters here are those of broadband sensors (10 s or more).
 *
 * @see "SEED manual 2.4, appendix A; FDSN source identifiers, channel codes"
 */
final class BandCode {

    private BandCode() {}

    /** The letter; {@code rate} is more than 0. */
    static char of(double rate) {
        if (rate >= 5000) {
            return 'J';
        }
        if (rate >= 1000) {
            return 'F';
        }
        if (rate >= 250) {
            return 'C';
        }
        if (rate >= 80) {
            return 'H';
        }
        if (rate >= 10) {
            return 'B';
        }
        if (rate > 1) {
            return 'M';
        }
        if (rate == 1) {
            return 'L';
        }
        if (rate >= 0.1) {
            return 'V';
        }
        return rate >= 0.01 ? 'U' : slower(rate);
    }

    private static char slower(double rate) {
        if (rate >= 0.001) {
            return 'W';
        }
        if (rate >= 0.0001) {
            return 'R';
        }
        if (rate >= 0.00001) {
            return 'P';
        }
        return rate >= 0.000001 ? 'T' : 'Q';
    }
}
