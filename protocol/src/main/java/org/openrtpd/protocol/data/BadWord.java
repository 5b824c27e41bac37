package org.openrtpd.protocol.data;

/**
 * Where the first word of a block stands whose second code is not defined (record format, sections
 * 4.7 and 4.8). Belongs to a decoder and changes with each block.
 */
public final class BadWord {

    private boolean present;
    private int frame;
    private int word;
    private int code;
    private int secondCode;

    BadWord() {}

    void clear() {
        present = false;
        frame = 0;
        word = 0;
        code = 0;
        secondCode = 0;
    }

    /** Keeps the first place only. */
    void note(int atFrame, int atWord, int withCode, int withSecondCode) {
        if (present) {
            return;
        }
        present = true;
        frame = atFrame;
        word = atWord;
        code = withCode;
        secondCode = withSecondCode;
    }

    /** False when all words are sound; the numbers below are 0 then. */
    public boolean isPresent() {
        return present;
    }

    /** Frame, from 0. */
    public int frame() {
        return frame;
    }

    /** Word in the frame, 1-15. */
    public int word() {
        return word;
    }

    /** Its code in word 0 of the frame, 2 or 3. */
    public int code() {
        return code;
    }

    /** The two highest bits of the word, 0 or 3. */
    public int secondCode() {
        return secondCode;
    }

    /** "frame 3 word 5 code 2/0". */
    @Override
    public String toString() {
        return present
                ? "frame " + frame + " word " + word + " code " + code + "/" + secondCode
                : "no bad word";
    }
}
