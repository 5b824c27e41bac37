package org.openrtpd.app.ops;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * How large the heap may grow before ZGC collects. By itself it takes all that it may first, a quarter of
 * the machine's memory, whatever little lives; so it is told after each collection. Other collectors go by
 * what lives, and a goal that the operator has set stays.
 */
public final class HeapGoal {

    static final long SMALLEST = 128L << 20;
    private static final int TIMES_LIVING = 3;
    private static final String GOAL = "SoftMaxHeapSize";
    /** Of those that ZGC tells of, the one whose memory still holds what it is about to find dead. */
    private static final String PAUSES = "Pauses";

    private final HotSpotDiagnosticMXBean machine;
    private final Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    private HeapGoal(HotSpotDiagnosticMXBean machine) {
        this.machine = machine;
    }

    /** Keeps this process to it from now on, where its collector wants to be told. */
    public static void keep() {
        HotSpotDiagnosticMXBean machine =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine == null || !isWanted(machine)) {
            return;
        }
        HeapGoal goal = new HeapGoal(machine);
        goal.set(SMALLEST);
        ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !collector.getName().endsWith(PAUSES))
                .filter(NotificationEmitter.class::isInstance).map(NotificationEmitter.class::cast)
                .forEach(collector -> collector.addNotificationListener(
                        (notification, ignored) -> goal.collected(notification), null, null));
    }

    private static boolean isWanted(HotSpotDiagnosticMXBean machine) {
        try {
            return Boolean.parseBoolean(machine.getVMOption("UseZGC").getValue())
                    && machine.getVMOption(GOAL).getOrigin() != VMOption.Origin.VM_CREATION;
        } catch (IllegalArgumentException e) {
            // A Java that has neither.
            return false;
        }
    }

    private void collected(Notification notification) {
        if (!GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION
                .equals(notification.getType())) {
            return;
        }
        Map<String, MemoryUsage> after = GarbageCollectionNotificationInfo
                .from((CompositeData) notification.getUserData()).getGcInfo().getMemoryUsageAfterGc();
        set(bytes(after.entrySet().stream().filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed()).sum()));
    }

    /** The goal for what lives on the heap, both in bytes. */
    static long bytes(long living) {
        return Math.max(SMALLEST, TIMES_LIVING * living);
    }

    private void set(long bytes) {
        machine.setVMOption(GOAL, Long.toString(Math.min(bytes, Runtime.getRuntime().maxMemory())));
    }
}
