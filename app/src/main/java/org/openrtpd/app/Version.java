package org.openrtpd.app;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the jar says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"OpenRTPD " + (version == null ? "(not packaged)" : version)};
    }
}
