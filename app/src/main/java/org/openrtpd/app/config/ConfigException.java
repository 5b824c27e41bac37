package org.openrtpd.app.config;

/** The configuration file says something that is not understood; the text says where. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
