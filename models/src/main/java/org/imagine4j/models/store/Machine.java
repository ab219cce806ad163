package org.imagine4j.models.store;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The computer we run on. */
final class Machine {

    private Machine() {}

    /** Its memory, or that of the container we run in. */
    static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
