package org.imagine4j.kernel;

import java.lang.reflect.Proxy;

/** Operating system signals, as far as this JVM has them; reached by reflection because their API is the JDK's own. */
final class Signals {

    private Signals() {}

    /** Runs {@code action} on SIGINT (Ctrl-C in a terminal), which otherwise would end the kernel. */
    static void onInterrupt(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Without signals an interrupt still comes as a message.
        }
    }
}
