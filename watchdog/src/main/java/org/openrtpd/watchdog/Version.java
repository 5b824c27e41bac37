package org.openrtpd.watchdog;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the jar says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"OpenRTPD rtpid " + (version == null ? "(not packaged)" : version)};
    }
}
