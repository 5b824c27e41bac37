package org.openrtpd.app.terminal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be read or written, in words: the message of an exception may be its path alone. */
public final class FileTrouble {

    private FileTrouble() {}

    /** The end of a sentence that has not named the file. */
    public static String named(IOException e) {
        return e instanceof FileSystemException failed && failed.getFile() != null
                ? failed.getFile() + ": " + why(e) : why(e);
    }

    /** The end of a sentence that has named the file already. */
    public static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return "it is no directory";
        }
        if (e instanceof CharacterCodingException) {
            return "it is no text in UTF-8";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
