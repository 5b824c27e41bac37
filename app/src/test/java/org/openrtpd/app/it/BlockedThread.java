package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One thread of a process that stands still, while all others run. A debugger holds it. */
final class BlockedThread {

    /** What makes a JVM let a debugger in, and print at which address. */
    static final String JAVA_OPTION =
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    private BlockedThread() {}

    /** Holds the threads whose name begins so, until that process ends: the debugger never lets go. */
    static void hold(int debuggerPort, String name) throws IOException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.transport().name().equals("dt_socket")).findFirst().orElseThrow();
        Map<String, Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(debuggerPort));
        try {
            VirtualMachine machine = connector.attach(arguments);
            List<ThreadReference> threads = machine.allThreads().stream()
                    .filter(thread -> thread.name().startsWith(name)).toList();
            assertThat(threads).as("threads " + name).isNotEmpty();
            threads.forEach(ThreadReference::suspend);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }
}
