package org.openrtpd.app.station;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which operators ask a daemon to read its files again. A program that does not listen
 * to it ends by it, as by SIGTERM.
 *
 * <p><i>Design note.</i> The JDK has signals in {@code sun.misc} alone. That package is exported
 * for such use, and every JDK from 17 on has it, but the compiler warns of its names in a way that
 * no option turns off in all of them, and here warnings are errors. So it is reached by reflection.
 */
public final class HangUp {

    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private HangUp() {}

    /**
     * Calls a task at each SIGHUP from now on, in a thread of the JVM's. A program that was started
     * to ignore the signal, as by nohup, goes on ignoring it.
     *
     * @return false when the system or the JVM keeps it from programs (Windows, {@code -Xrs})
     */
    public static boolean listen(Runnable task) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(HANDLER);
            Object listener = Proxy.newProxyInstance(handler.getClassLoader(),
                    new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        task.run();
                        return null;
                    });
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangUp, listener);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
