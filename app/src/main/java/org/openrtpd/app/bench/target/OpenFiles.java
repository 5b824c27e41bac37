package org.openrtpd.app.bench.target;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections a process may have here. */
public final class OpenFiles {

    /** Jars, the journal, the console. */
    private static final long OTHERS = 200;

    private OpenFiles() {}

    /** Open files that the system allows this process and its children, without what each needs anyway. */
    public static long allowed() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount() - OTHERS : Long.MAX_VALUE;
    }
}
